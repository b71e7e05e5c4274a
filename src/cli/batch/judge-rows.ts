import { coderOf } from '../../batch/coder.js';
import { judgeOf } from '../../batch/judge.js';
import { emptyTally, MOST_DIFFERENCES, type Tally } from '../../batch/tally.js';
import { compile } from '../../engine/compile.js';
import type { Codes } from '../../engine/outcome.js';
import { makePlan } from '../../engine/plan.js';
import type { Answer } from '../../model/answer.js';
import type { QuestionId } from '../../model/question.js';
import { criteriaOf } from '../../model/ruleset.js';
import { emptyBytes, put, type Bytes, putSlice } from './bytes.js';
import { csvRows, tooLong as sayTooLong } from './csv-rows.js';
import { jsonRows } from './json-rows.js';
import type { Setup } from './layout.js';
import type { Rows } from './split-rows.js';
import { intakeOf, type Person } from './person.js';
import { writerOf, type Judged } from './write-rows.js';

/** Judges pieces of the input, one after the other. Each piece ends with a row. */
export interface RowJudge {
  readonly judge: (rows: Rows) => Piece;
  /** What was counted over all pieces. */
  readonly tally: Tally;
  /** Verdicts since the last call: cheap, for who watches. */
  readonly verdicts: () => Tally['verdicts'];
}

export interface Piece {
  /** Rows as they are written. */
  readonly out: Bytes;
  /** The rows with an error as they came in. */
  readonly errors: Bytes;
  readonly rows: number;
  readonly bad: number;
}

/** `compile` has tried the rule set on this day: a plan within the budget is there. */
const NO_BUDGET = Number.MAX_SAFE_INTEGER;

export function rowJudge(setup: Setup): RowJudge {
  const { ruleSet, on, layout } = setup;
  const plan = makePlan(ruleSet, on, NO_BUDGET);
  const maps = setup.values.map((pairs) => new Map(pairs));
  const coder = coderOf(plan, on, maps);
  const judge = judgeOf(plan, coder);
  const full = setup.format === 'full' && setup.rows;
  const compiled = full ? compile(ruleSet, { budget: NO_BUDGET }) : undefined;
  const intake = intakeOf(coder, setup.kept.length, maps, full);
  const { person } = intake;
  const tally = emptyTally();
  const criteria = criteriaOf(ruleSet);
  const states = new Uint8Array(criteria.length);
  const wantsStates = setup.counts || setup.format === 'explained' || setup.format === 'csv';
  const wantsLacking = wantsStates;
  const writer = writerOf(setup, plan.asksUrgent);
  /** By criterion and state: bit 0 absent, bit 1 present. */
  const counts = criteria.map(() => [0, 0, 0, 0]);
  const lackCounts = new Map<QuestionId, { rows: number; alone: number }>();
  const codeCounts = new Float64Array(64);
  const seenCodes = new Float64Array(64);

  const answersOf = ({ slots, raws }: Person): ReadonlyMap<QuestionId, Answer> => {
    const answers = new Map<QuestionId, Answer>();
    ruleSet.questions.forEach(({ id }, index) => {
      if (slots[index] !== 0) answers.set(id, coder.answer(index, raws[index]));
    });
    return answers;
  };

  let out = emptyBytes(64);
  let errors = emptyBytes(64);
  let source: Buffer = Buffer.alloc(0);
  let rows = 0;
  let bad = 0;

  const judged = (codes: Codes): Judged => {
    const verdict = writer.verdict(codes);
    const open = verdict.outcome === 'needs-information' || verdict.urgent === 'unknown';
    return {
      codes,
      verdict,
      states,
      lacking: wantsLacking && open ? judge.lacking(person.slots) : undefined,
      result: compiled?.screen(answersOf(person), { on }),
    };
  };

  const count = ({ codes, verdict, lacking }: Judged, row: number): void => {
    codeCounts[codes]!++;
    if (setup.counts) {
      for (let index = 0; index < states.length; index++) counts[index]![states[index]!]!++;
      for (const id of lacking?.missing ?? []) {
        let entry = lackCounts.get(id);
        if (entry === undefined) lackCounts.set(id, (entry = { rows: 0, alone: 0 }));
        entry.rows++;
        if (lacking?.missing.length === 1) entry.alone++;
      }
    }
    if (!setup.labels) return;
    const { decided } = person;
    if (decided === undefined) {
      tally.labels.without++;
      return;
    }
    tally.labels.counts[decided][verdict.eligible]++;
    if (verdict.eligible !== decided && tally.labels.differing.length < MOST_DIFFERENCES)
      tally.labels.differing.push({ row, decided, verdict: verdict.outcome, kept: writer.keptTexts(person) });
  };

  const done = (row: number, start: number, end: number): void => {
    rows++;
    if (person.problems.length === 0) {
      const unasked = judge.inapplicable(person.slots);
      for (const index of unasked)
        person.problems.push(
          `${ruleSet.questions[index]!.id}: The question does not apply: its "ask-if" does not hold.`,
        );
    }
    if (person.problems.length > 0) {
      bad++;
      putSlice(errors, source, start, end);
      if (source[end - 1] !== 10) put(errors, LINE_BREAK);
      if (setup.rows) writer.error(out, row, person);
      return;
    }
    const codes = judge.codes(person.slots);
    if (wantsStates)
      for (let index = 0; index < states.length; index++) states[index] = judge.criterion(index, person.slots);
    const now = judged(codes);
    count(now, row);
    if (setup.rows) writer.row(out, row, person, now);
  };

  const readJson = layout.kind === 'ndjson' ? jsonRows(layout, intake) : undefined;
  return {
    judge({ bytes, length, firstRow, tooLong }) {
      source = bytes;
      out = emptyBytes(setup.rows ? Math.max(4096, length >> 2) : 64);
      errors = emptyBytes(64);
      rows = 0;
      bad = 0;
      if (tooLong) {
        intake.begin();
        sayTooLong(person.problems, length);
        done(firstRow, 0, length);
      } else if (layout.kind === 'csv')
        csvRows(bytes, length, firstRow, layout.delimiter, layout.columns, intake, done);
      else readJson!(bytes, length, firstRow, done);
      tally.rows += rows;
      tally.bad += bad;
      return { out, errors, rows, bad };
    },
    get tally() {
      return told();
    },
    verdicts() {
      const now = emptyTally().verdicts;
      codeCounts.forEach((some, codes) => {
        if (some !== seenCodes[codes]) now[writer.verdict(codes).outcome] += some - seenCodes[codes]!;
        seenCodes[codes] = some;
      });
      return now;
    },
  };

  function told(): Tally {
    const all = { ...emptyTally(), rows: tally.rows, bad: tally.bad, labels: tally.labels };
    codeCounts.forEach((some, codes) => {
      if (some === 0) return;
      const { outcome, eligible, urgent } = writer.verdict(codes);
      all.verdicts[outcome] += some;
      all.eligible[eligible] += some;
      all.urgent[urgent] += some;
    });
    if (setup.counts) {
      criteria.forEach(({ id }, index) => {
        const [, absent = 0, present = 0, unknown = 0] = counts[index]!;
        all.criteria[id] = { present, absent, unknown };
      });
      for (const [id, entry] of lackCounts) all.missing[id] = entry;
    }
    return all;
  }
}

const LINE_BREAK = Buffer.from('\n');
