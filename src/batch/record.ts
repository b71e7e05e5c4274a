import { compile, type Compiled, InvalidAnswersError, type ScreenOptions } from '../engine/compile.js';
import { makePlan } from '../engine/plan.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { coderOf } from './coder.js';
import { type ExplainedVerdict, findingLists } from './explained.js';
import { judgeOf } from './judge.js';
import { NOTHING_LACKING } from './lacking.js';
import { type AnswerRecord, type RecordProblem, recordReader } from './read-record.js';
import { straight } from './straight.js';
import { type PlainVerdict, verdictOf } from './verdict-of.js';

/** Judges one record of answers after the other. */
export interface RecordJudge {
  /**
   * The verdict, shared and frozen. Throws `InvalidAnswersError` that names everything which is wrong with the record, and
   * `TypeError` where it is no plain object.
   */
  readonly verdict: (record: AnswerRecord) => PlainVerdict;
  /** The same with findings, reasons and what is missing. */
  readonly explain: (record: AnswerRecord) => ExplainedVerdict;
}

/** `compile` has tried the rule set: a plan within the budget is there. */
const NO_BUDGET = Number.MAX_SAFE_INTEGER;

/**
 * For programs that screen many people: what `screen` says of the same answers, with a memory of bounded size. Each record
 * is a plain object, read as a row of `candidacy batch` is; it is not kept.
 */
export function judge(rules: RuleSet | Compiled, { on }: ScreenOptions): RecordJudge {
  const compiled = 'screen' in rules ? rules : compile(rules);
  // Refuses a day that is none, and a rule set that is past the budget on it.
  compiled.verdict(new Map(), { on });
  const { ruleSet } = compiled;
  const plan = makePlan(ruleSet, on, NO_BUDGET);
  const coder = coderOf(plan, on, []);
  const engine = judgeOf(plan, coder);
  const read = recordReader(ruleSet, coder);
  const slots = new Int32Array(ruleSet.questions.length);
  const lists = findingLists(ruleSet, engine);
  const verdicts = Array.from({ length: 64 }, (_, codes) => Object.freeze(verdictOf(codes, plan.asksUrgent)));

  const slowly = (record: AnswerRecord): PlainVerdict => {
    const problems = read(record, slots) ?? engine.inapplicable(slots).map((place) => doesNotApply(ruleSet, place));
    if (problems.length > 0) throw new InvalidAnswersError(problems);
    return verdicts[engine.codes(slots)]!;
  };
  const quick = straight(ruleSet.questions, { blocks: engine.blocks, coder, slots }, verdicts, slowly);
  const verdict = quick === undefined ? slowly : quick.read;

  return {
    verdict,
    explain(record) {
      const { outcome, eligible, urgent, possible } = verdict(record);
      quick?.putSlots();
      const settled = outcome !== 'needs-information' && urgent !== 'unknown';
      const { missing, missingForUrgent, next } = settled ? NOTHING_LACKING : engine.lacking(slots);
      return {
        outcome,
        eligible,
        urgent,
        possible,
        contraindications: lists.contraindications(slots),
        indications: lists.indications(slots),
        supporting: lists.supporting(slots),
        missing,
        missingForUrgent,
        next,
      };
    },
  };
}

function doesNotApply({ questions }: RuleSet, place: number): RecordProblem {
  const { id } = questions[place]!;
  return { question: id, message: `${visible(id)}: The question does not apply: its "ask-if" does not hold.` };
}
