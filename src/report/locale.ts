import { wordsIn } from './catalogue.js';

// In pages and texts alone: in JSON a number is a number and a day is YYYY-MM-DD.

/** `January 1, 2026`; a day that is none stays as it is. */
export function day(on: string, language: string | undefined): string {
  const date = new Date(`${on}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return on;
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function whole(value: number, language: string | undefined): string {
  return new Intl.NumberFormat(localeOf(language)).format(value);
}

/** `$2,500`; with its cents where it has some. The currency is of ISO 4217; of any other, the amount before its name. */
export function money(value: number, currency: string, language: string | undefined): string {
  const digits = Number.isInteger(value) ? { maximumFractionDigits: 0 } : {};
  if (!/^[A-Z]{3}$/.test(currency)) return `${whole(value, language)} ${currency}`;
  return new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, ...digits }).format(value);
}

/** What the catalogue says for its languages; for others the language itself, if anything can be done with it. */
function localeOf(language: string | undefined): string {
  const { locale } = wordsIn(language);
  if (language === undefined || locale.startsWith(language.replace(/-.*$/, ''))) return locale;
  try {
    return Intl.getCanonicalLocales(language)[0] ?? locale;
  } catch {
    return locale;
  }
}
