import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A patient of tests/vignettes.yaml. An answer that is not listed is unknown. */
export interface Patient {
  readonly id: string;
  readonly answers: Readonly<Record<string, 'yes' | 'no' | 'unknown'>>;
  readonly expect: {
    readonly verdict: string;
    readonly indications: readonly string[];
    readonly contraindications: readonly string[];
    readonly missing: readonly string[];
    readonly supporting: readonly string[];
  };
}

export const PATIENTS = parse(
  readFileSync(new URL('../vignettes.yaml', import.meta.url), 'utf8'),
) as readonly Patient[];

interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly ask: string;
  readonly state?: string;
}

const RULES = parse(
  readFileSync(new URL('../../rules/spinal-decompression.yaml', import.meta.url), 'utf8'),
) as Readonly<Record<'contraindications' | 'indications' | 'supporting', readonly Criterion[]>>;

const QUESTIONS = [...RULES.contraindications, ...RULES.indications, ...RULES.supporting];

/** Which question it is that a person reads. */
export function questionAsked(text: string): string {
  const flat = (words: string): string => words.replace(/\s+/g, ' ').trim();
  const found = QUESTIONS.find(({ ask }) => flat(text) === flat(ask));
  if (found === undefined) throw new Error(`No question reads "${text}".`);
  return found.id;
}

/** What the JSON says, in the words of the patient's expectation. */
export function outcomeOf(json: string): Patient['expect'] {
  const result = JSON.parse(json) as { verdict: string; missing: string[] } & Readonly<
    Record<'contraindications' | 'indications' | 'supporting', readonly Criterion[]>
  >;
  const present = (list: readonly Criterion[]): readonly string[] =>
    list.filter(({ state }) => state === 'present').map(({ id }) => id);
  return sorted({
    verdict: result.verdict,
    indications: present(result.indications),
    contraindications: present(result.contraindications),
    missing: result.missing,
    supporting: present(result.supporting),
  });
}

/** Lists compare as sets. */
export function sorted(outcome: Patient['expect']): Patient['expect'] {
  const { verdict, indications, contraindications, missing, supporting } = outcome;
  return {
    verdict,
    indications: [...indications].sort(),
    contraindications: [...contraindications].sort(),
    missing: [...missing].sort(),
    supporting: [...supporting].sort(),
  };
}
