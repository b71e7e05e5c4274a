import * as z from 'zod';
import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import { DEFAULT_LANGUAGE, type TranslatedText, type Translation } from '../model/translation.js';
import type { LoadOptions } from './load.js';
import { oneLine } from './lowering.js';
import type { ValidFile } from './draft.js';
import type { Link } from './parent.js';
import { parse } from './parse.js';
import { problem, quoted } from './problem.js';
import { ID_PATTERN } from './schema-condition.js';
import { languageTag, LANGUAGE_PATTERN } from './schema-parts.js';
import type { SourceText } from './source-text.js';
import { validate } from './validate.js';

type Report = (problem: Diagnostic) => void;

/** A file of translations: each text beside what it is in the other language, so that both are read and reviewed together. */
export const translationFileSchema = z
  .strictObject({
    'candidacy-translation': z.literal(1).meta({ description: 'The version of the format: 1.' }),
    of: z.string().regex(ID_PATTERN).max(64).meta({ description: 'The id of the rule set whose texts these are.' }),
    language: languageTag('The language that they are in here.'),
    'reviewed-by': z
      .string()
      .regex(/\S/)
      .optional()
      .meta({ description: 'Who reviewed it, that speaks the language and knows the field. Without it pages say so.' }),
    texts: z
      .array(z.record(z.string().regex(LANGUAGE_PATTERN), z.string().regex(/\S/)))
      .meta({ description: 'Each text in both languages: { en: …, es: … }.' }),
  })
  .meta({
    title: 'candidacy translation file',
    description: 'The texts of a rule file in another language, each beside the original.',
  });

type TranslationFile = z.infer<typeof translationFileSchema>;

/** The translations beside a file, into the languages of the file that was asked for (the first). What is wrong is reported. */
export function translationsOf(
  file: ValidFile,
  files: readonly ValidFile[],
  link: Link,
  sources: Map<string, SourceText>,
  options: LoadOptions,
  report: Report,
): readonly Translation[] {
  const language = file.value.language ?? DEFAULT_LANGUAGE;
  const asked = files[0]!.value;
  if (language !== (asked.language ?? DEFAULT_LANGUAGE)) {
    report(
      problem('wrong-value', at(files[0]!.root, 'language'), `The rule set that this extends is in ${language}.`, {
        hint: `Write "language: ${language}", and translate: a page in two languages is read by nobody.`,
      }),
    );
    return [];
  }
  return (file.value.translations ?? []).flatMap((wanted, index) => {
    const where = at(file.root, 'translations', index);
    const first = file.value.translations?.indexOf(wanted) ?? index;
    if (wanted === language || first !== index) {
      report(
        problem('wrong-value', where, `${quoted(wanted)} is named already.`, { hint: 'Name each language once.' }),
      );
      return [];
    }
    if (!(asked.translations ?? []).includes(wanted)) return [];
    return readTranslation({ file, language, wanted, where }, link, sources, options, report);
  });
}

interface Wanted {
  readonly file: ValidFile;
  readonly language: string;
  readonly wanted: string;
  /** Where the rule file names it. */
  readonly where: Pointer;
}

function readTranslation(
  { file, language, wanted, where }: Wanted,
  link: Link,
  sources: Map<string, SourceText>,
  options: LoadOptions,
  report: Report,
): readonly Translation[] {
  const path = besides(link.path, wanted);
  const name = besides(link.file === '' ? baseOf(link.path) : link.file, wanted);
  const bytes = options.read(path);
  if (!(bytes instanceof Uint8Array)) {
    const why = bytes === undefined ? 'it is not there' : bytes.problem;
    report(
      problem('unreadable-file', where, `The translation ${quoted(name)} cannot be read: ${why}.`, {
        hint: `Put it beside the rule file, or take ${quoted(wanted)} out.`,
      }),
    );
    return [];
  }
  const root = `${name}#`;
  const parsed = parse(bytes, path, root);
  sources.set(name, parsed.source);
  const valid = parsed.ok ? validate(translationFileSchema, parsed.tree, root) : parsed;
  if (!valid.ok) {
    valid.diagnostics.forEach(report);
    return [];
  }
  const { value } = valid as { readonly value: TranslationFile };
  for (const [key, expected] of [
    ['of', file.value.id],
    ['language', wanted],
  ] as const) {
    if (value[key] === expected) continue;
    report(
      problem(
        'wrong-value',
        at(root, key),
        `${quoted(key)} is ${quoted(value[key])}, beside a rule file where it is another.`,
        {
          hint: `Write "${key}: ${expected}".`,
        },
      ),
    );
  }
  const reviewer = value['reviewed-by'];
  return [
    {
      language: wanted,
      of: file.value.id,
      ...(reviewer === undefined ? {} : { reviewedBy: oneLine(reviewer) }),
      texts: pairsOf(value, root, [language, wanted], report),
    },
  ];
}

/** Each text once, and in both languages. */
function pairsOf(
  file: TranslationFile,
  root: Pointer,
  [from, to]: readonly [string, string],
  report: Report,
): readonly TranslatedText[] {
  const first = new Map<string, Pointer>();
  return file.texts.flatMap((pair, index) => {
    const where = at(root, 'texts', index);
    const strange = Object.keys(pair).filter((key) => key !== from && key !== to);
    for (const key of strange)
      report(
        problem('unknown-key', at(where, key), `There is no language ${quoted(key)} here.`, {
          side: 'key',
          hint: `Each text stands in ${quoted(from)} and in ${quoted(to)}.`,
        }),
      );
    const [text, translation] = [pair[from], pair[to]];
    if (text === undefined || translation === undefined) {
      const missing = text === undefined ? from : to;
      if (strange.length === 0)
        report(
          problem('missing-key', where, `The key ${quoted(missing)} is missing; it is a text.`, {
            hint: `Add "${missing}:".`,
          }),
        );
      return [];
    }
    const original = oneLine(text);
    const before = first.get(original);
    if (before !== undefined)
      report(
        problem('duplicate-id', where, 'This text is translated a second time.', {
          hint: 'Take one of the two out.',
          related: [{ at: before, message: 'The other is here.' }],
        }),
      );
    first.set(original, before ?? where);
    return [{ text: original, translation: oneLine(translation), at: where }];
  });
}

/** `rules.yaml` and `es`: `rules.es.yaml`. */
function besides(path: string, language: string): string {
  return path.replace(/(\.ya?ml)?$/, `.${language}$1`);
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
