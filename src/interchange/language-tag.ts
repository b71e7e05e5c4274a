import * as z from 'zod';

/** A BCP 47 tag in what comes from outside: it becomes the language of a page and of its dates. */
export const languageTag = z
  .string()
  .refine(isLanguageTag, 'Expected a language as a BCP 47 tag, such as "en" or "pt-BR"')
  .meta({ pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' });

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
