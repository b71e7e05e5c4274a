import { READING_CODES } from './codes-reading.js';
import { RULE_CODES } from './codes-rules.js';
import { SHAPE_CODES } from './codes-shape.js';

/** What the catalogue of errors says about one code. */
export interface CodeEntry {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** Why it is refused. */
  readonly why: string;
  /**
   * A rule file that has the error, and the same one mended. Only what matters: the keys that every rule file needs are put
   * in front where they are not there. `undefined` where no text can show it.
   */
  readonly example?: {
    readonly bad: string;
    readonly mended: string;
    /** Other files in the same folder. */
    readonly files?: Readonly<Record<string, string>>;
  };
}

/** Every error that loading a rule file can give, in the order of the stages. */
export const CODES = { ...READING_CODES, ...SHAPE_CODES, ...RULE_CODES } as const satisfies Readonly<
  Record<string, CodeEntry>
>;

export type Code = keyof typeof CODES;

/** The keys that every rule file needs, for examples that leave them out. */
const FRAME: readonly (readonly [string, string])[] = [
  ['candidacy', '1'],
  ['id', 'example'],
  ['version', '"1.0.0"'],
  ['title', 'An example'],
];

/** An example as a whole rule file: with the keys that every rule file needs and it leaves out. */
export function wholeExample(example: string): string {
  // A directive must come first, and a file that says nothing is to say nothing.
  if (!/^[a-z]/m.test(example) || example.startsWith('%')) return example;
  const missing = FRAME.filter(([key]) => !new RegExp(`^${key}:`, 'm').test(example));
  const head = missing.map(([key, value]) => `${key}: ${value}\n`).join('');
  return `${head}${example}`;
}
