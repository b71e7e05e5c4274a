import { canonicalJson } from '../model/canonical.js';
import { comparisonsOf, questionsOf, type Comparison, type Condition } from '../model/condition.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { at } from '../model/pointer.js';
import type { Question, QuestionId } from '../model/question.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { problem, quoted } from './problem.js';

type Questions = ReadonlyMap<QuestionId, Question>;

/** What is wrong with how the questions of a rule set hang together: circles of gates first, and all else only without them. */
export function checkGates(ruleSet: RuleSet): readonly Diagnostic[] {
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const circles = findCircles(questions);
  return circles.length > 0 ? circles : [...checkOptional(ruleSet, questions), ...checkGuards(ruleSet, questions)];
}

/** Each circle of gates once, with its way round. */
function findCircles(questions: Questions): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const done = new Set<QuestionId>();
  // Depth first without recursion: a chain of gates may be as long as the file.
  for (const start of questions.keys()) {
    const path: { readonly id: QuestionId; readonly open: QuestionId[] }[] = [];
    const enter = (id: QuestionId): void => void path.push({ id, open: [...gateReads(questions.get(id))] });
    if (!done.has(start)) enter(start);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const next = top.open.shift();
      if (next === undefined) {
        done.add(top.id);
        path.pop();
        continue;
      }
      const index = path.findIndex((step) => step.id === next);
      if (index >= 0)
        found.push(
          circle(
            path.slice(index).map((step) => step.id),
            questions,
          ),
        );
      else if (!done.has(next)) enter(next);
    }
  }
  return found;
}

/** More of a circle than this nobody follows. */
const MOST_SHOWN = 8;

function circle(ids: readonly QuestionId[], questions: Questions): Diagnostic {
  const [first] = ids as [QuestionId];
  const steps = ids.map((id, index) => ({ id, next: ids[index + 1] ?? first }));
  const shown = ids.length > MOST_SHOWN ? [...ids.slice(0, MOST_SHOWN).map(quoted), '…'] : ids.map(quoted);
  const reads = ({ id, next }: { readonly id: QuestionId; readonly next: QuestionId }): string =>
    comparisonsOf(questions.get(id)!.askIf!).find((leaf) => leaf.question === next)!.at;
  return problem(
    'gate-circle',
    reads(steps[0]!),
    `Whether to ask goes round in a circle: ${[...shown, quoted(first)].join(' → ')}.`,
    {
      hint: 'Take one of these questions out of the gate of another.',
      related: steps.slice(1, MOST_SHOWN).map((step) => ({
        at: reads(step),
        message: `${quoted(step.id)} is asked only depending on ${quoted(step.next)}.`,
      })),
    },
  );
}

function gateReads(question: Question | undefined): readonly QuestionId[] {
  return question?.askIf === undefined ? [] : questionsOf(question.askIf);
}

/** An optional question is never missing: nothing that decides may read it. */
function checkOptional(ruleSet: RuleSet, questions: Questions): readonly Diagnostic[] {
  const reported = new Set<QuestionId>();
  const found: Diagnostic[] = [];
  const visited = new Set<QuestionId>();
  const open: { readonly condition: Condition; readonly reader: string }[] = [
    ...ruleSet.contraindications,
    ...ruleSet.indications,
  ].map((criterion) => ({ condition: criterion.when, reader: quoted(criterion.id) }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const leaf of comparisonsOf(next.condition)) {
      const question = questions.get(leaf.question)!;
      if (question.optional && !reported.has(question.id)) {
        reported.add(question.id);
        found.push(
          problem('optional-decides', leaf.at, `${next.reader} depends on ${quoted(question.id)}, which is optional.`, {
            hint: 'Take "optional" away from the question: an answer that may decide is not optional.',
            related: [{ at: at(question.at, 'optional'), message: 'It is optional here.' }],
          }),
        );
      }
      if (question.askIf === undefined || visited.has(question.id)) continue;
      visited.add(question.id);
      open.push({ condition: question.askIf, reader: `Whether to ask ${quoted(question.id)}` });
    }
  }
  return found;
}

/** Nothing may become true because a question was not asked. */
function checkGuards(ruleSet: RuleSet, questions: Questions): readonly Diagnostic[] {
  const conditions = [
    ...ruleSet.questions.flatMap((question) => question.askIf ?? []),
    ...criteriaOf(ruleSet).map((criterion) => criterion.when),
    ...ruleSet.advice.flatMap((item) => item.when ?? []),
  ];
  return conditions.flatMap((condition) => {
    const found = new Map<string, Diagnostic>();
    findUnguarded(condition, 'positive', undefined, questions, (leaf, gate) => {
      found.set(leaf.at, unguarded(leaf, gate, questions));
    });
    return [...found.values()];
  });
}

/** Whether a part's becoming true can only help its condition to hold (`positive`), or only hinder it (`negative`). */
type Polarity = 'positive' | 'negative';

/** What is known to hold wherever a part can make the whole hold, spelled canonically, from the inside out. */
interface Facts {
  readonly known: ReadonlySet<string>;
  readonly outer: Facts | undefined;
}

/**
 * Finds the comparisons over gated questions that stand in a negative place, where "does not apply" reads as "no" and makes
 * the whole hold, and are not guarded: each `all` on the way down that stands in a positive place gives its parts as facts.
 */
function findUnguarded(
  condition: Condition,
  polarity: Polarity,
  facts: Facts | undefined,
  questions: Questions,
  report: (leaf: Comparison, gate: Condition) => void,
): void {
  switch (condition.kind) {
    case 'comparison': {
      const gate = questions.get(condition.question)?.askIf;
      if (polarity === 'negative' && gate !== undefined && !implied(gate, facts)) report(condition, gate);
      return;
    }
    case 'not':
      findUnguarded(condition.of, opposite(polarity), facts, questions, report);
      return;
    case 'all': {
      const inner = polarity === 'positive' ? { known: factsOf(condition.of, questions), outer: facts } : facts;
      for (const part of condition.of) findUnguarded(part, polarity, inner, questions, report);
      return;
    }
    case 'any':
    case 'at-least':
      for (const part of condition.of) findUnguarded(part, polarity, facts, questions, report);
      return;
    case 'score':
      for (const { weight, when } of condition.terms) {
        // More points help where a least sum is asked for, and hinder where a greatest is.
        const helps = (condition.atLeast !== undefined && weight > 0) || (condition.atMost !== undefined && weight < 0);
        const hinders =
          (condition.atLeast !== undefined && weight < 0) || (condition.atMost !== undefined && weight > 0);
        if (helps) findUnguarded(when, polarity, facts, questions, report);
        if (hinders) findUnguarded(when, opposite(polarity), facts, questions, report);
      }
  }
}

function opposite(polarity: Polarity): Polarity {
  return polarity === 'positive' ? 'negative' : 'positive';
}

/** All that is known where the facts hold, spelled canonically: parts of `all`, and the gates of questions that have an answer. */
function factsOf(facts: readonly Condition[], questions: Questions): ReadonlySet<string> {
  const known = new Set<string>();
  const asked = new Set<QuestionId>();
  const open = [...facts];
  for (let fact = open.pop(); fact !== undefined; fact = open.pop()) {
    known.add(canonicalJson(fact));
    if (fact.kind === 'all') open.push(...fact.of);
    if (fact.kind !== 'comparison' || asked.has(fact.question)) continue;
    asked.add(fact.question);
    const gate = questions.get(fact.question)?.askIf;
    if (gate !== undefined) open.push(gate);
  }
  return known;
}

function implied(gate: Condition, facts: Facts | undefined): boolean {
  const text = canonicalJson(gate);
  for (let level = facts; level !== undefined; level = level.outer) if (level.known.has(text)) return true;
  if (gate.kind === 'all') return gate.of.every((part) => implied(part, facts));
  return gate.kind === 'any' && gate.of.some((part) => implied(part, facts));
}

function unguarded(leaf: Comparison, gate: Condition, questions: Questions): Diagnostic {
  const question = questions.get(leaf.question)!;
  const [only, ...others] = questionsOf(gate);
  const guard = others.length === 0 && only !== undefined ? ` (here about ${quoted(only)})` : '';
  return problem('unguarded-gate', leaf.at, `This could hold just because ${quoted(leaf.question)} was not asked.`, {
    hint: `Put the negation into an "all" beside the gate of ${quoted(leaf.question)}${guard}, or say it without negation.`,
    related: [{ at: gate.at, message: `${quoted(question.id)} is asked only if this holds.` }],
  });
}
