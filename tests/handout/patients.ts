import { join } from 'node:path';
import { compileRules } from '../../scripts/compile-rules.js';
import { compile } from '../../src/engine/compile.js';
import type { Answer, Answers, AnswerValue } from '../../src/model/answer.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Result } from '../../src/report/result.js';
import { resultOf } from '../../src/report/result-of.js';

const RULES = compileRules(join(import.meta.dirname, '../../rules'));

export const PLAIN: RuleSet = RULES.get('spinal-decompression')!;
export const CLINICAL: RuleSet = RULES.get('spinal-decompression-clinical')!;

/** The 12 questions that decide under the default rule set: five exclusions, seven indications. */
export const DECIDING: readonly string[] = [...PLAIN.contraindications, ...PLAIN.indications].map(({ id }) => id);

const compiled = new Map([PLAIN, CLINICAL].map((ruleSet) => [ruleSet, compile(ruleSet)] as const));

/** Somebody of whom everything is answered with no but what is given; `unknown` and `assumed` are possible too. */
export function resultFor(
  ruleSet: RuleSet,
  given: Readonly<Record<string, AnswerValue | 'unknown' | 'assumed'>>,
  language?: string,
): Result {
  const answers: Answers = new Map(
    ruleSet.questions.flatMap(({ id, type, askIf }): readonly [string, Answer][] => {
      const value = given[id];
      if (value === 'unknown') return [[id, { kind: 'unknown', origin: 'flag' }]];
      if (value === 'assumed') return [[id, { kind: 'known', value: 'no', origin: 'assumed' }]];
      if (value !== undefined) return [[id, { kind: 'known', value, origin: 'flag' }]];
      return type === 'yes-no' && askIf === undefined ? [[id, { kind: 'known', value: 'no', origin: 'flag' }]] : [];
    }),
  );
  return resultOf({
    screening: compiled.get(ruleSet)!.screen(answers, { on: '2026-01-01' }),
    overrode: [],
    reference: null,
    tool: { name: 'candidacy', version: '0.0.0' },
    screenedAt: '2026-01-01T00:00:00Z',
    ...(language === undefined ? {} : { language }),
  });
}

/** What the clinical rule set wants to know before it gives a verdict. */
export const MEASURED = { age: 40, height: 170, weight: 70, 'weeks-since-onset': 20 } as const;

/** Somebody for each verdict, and for the urgent ones. */
export const PEOPLE: Readonly<Record<string, Result>> = {
  candidate: resultFor(PLAIN, { sciatica: 'yes' }),
  'not-indicated': resultFor(PLAIN, {}),
  contraindicated: resultFor(PLAIN, { sciatica: 'yes', pregnancy: 'yes' }),
  'needs-information': resultFor(PLAIN, { sciatica: 'yes', pregnancy: 'unknown', 'spine-infection': 'unknown' }),
  'open, and no candidate': resultFor(PLAIN, { pregnancy: 'unknown' }),
  assumed: resultFor(PLAIN, { sciatica: 'yes', pregnancy: 'assumed' }),
  'clinical candidate': resultFor(CLINICAL, { ...MEASURED, sciatica: 'yes' }),
  'candidate-with-caution': resultFor(CLINICAL, { ...MEASURED, sciatica: 'yes', 'advised-against': 'yes' }),
  urgent: resultFor(CLINICAL, { ...MEASURED, sciatica: 'yes', 'cauda-equina': 'yes' }),
  'urgency open': resultFor(CLINICAL, { ...MEASURED, sciatica: 'yes', 'cauda-equina': 'unknown' }),
};
