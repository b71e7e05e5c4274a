import type { Combine, Node } from '../../engine/diagram.js';
import { type Codes, has, join, joinCodes, NOTHING, outcomeIndex, URGENT } from '../../engine/outcome.js';
import { codeOf, comparisonsIn, type Plan } from '../../engine/plan.js';
import { reader, situate } from '../../engine/situation.js';
import { type Condition, questionsOf } from '../../model/condition.js';
import { at } from '../../model/pointer.js';
import type { Criterion, RuleSet } from '../../model/ruleset.js';
import { inOrder } from '../count.js';
import { mapped } from '../lift.js';
import { completeCodes, somebody } from '../somebody.js';
import { dayOf } from './days.js';
import { finding, type Check, type Finding, type Subject } from './finding.js';
import { isNeverAsked } from './gates.js';

/** Criteria without which nobody's verdict changes, since others decide wherever they hold. */
export const neverMatters: Check = (subject) => {
  const { ruleSet, plan } = subject;
  const deciding: readonly Criterion[] = [...ruleSet.contraindications, ...ruleSet.indications];
  return plan.islands.flatMap(({ root }, index) => {
    const own = deciding.filter(({ when }) => plan.islandOf.get(questionsOf(when)[0]!) === index);
    const island: Island = {
      root,
      own,
      says: own.map((criterion) => said(plan, criterion)),
      beside: othersOf(plan, index),
    };
    return own.flatMap((criterion) => withoutIt(subject, island, criterion));
  });
};

interface Island {
  readonly root: Node;
  /** Its criteria, and what each says. */
  readonly own: readonly Criterion[];
  readonly says: readonly Node[];
  /** What the other islands can say. */
  readonly beside: Codes;
}

function withoutIt(subject: Subject, { root, own, says, beside }: Island, criterion: Criterion): readonly Finding[] {
  const { ruleSet, plan, lift } = subject;
  const { diagrams, criteria } = plan;
  const node = criteria.get(criterion)!;
  // What never holds, and what another one says too, has a finding of its own.
  if (diagrams.arity(node) === 0 || own.some((other) => other !== criterion && criteria.get(other) === node)) return [];
  const others = own.filter((other) => other !== criterion);
  const without = says.reduce(
    (rest, other, place) => (own[place] === criterion ? rest : diagrams.apply(join, rest, other)),
    diagrams.constant(NOTHING),
  );
  const differs: Combine = (a, b) =>
    [0, 1, 2, 3, 4, 5].some((other) => has(beside, other) && !alike(join(a, other), join(b, other))) ? 1 : 0;
  const zero = diagrams.constant(0);
  if (diagrams.apply(differs, root, without) !== zero) return [];
  const patient = somebody(lift, plan, node, (answers) => answers.size > 0 && isPresent(plan, node, answers));
  const deciders = others.filter((other) => diagrams.apply(excludes, node, criteria.get(other)!) === zero);
  const names = deciders.map(({ id }) => `"${id}"`).join(' and ');
  const decide = deciders.length === 1 ? 'decides' : 'decide';
  const wider = deciders.find((other) => isSpecialCase(criterion, other) && decidesAsMuch(other, criterion));
  const severity = wider === undefined ? 'warning' : 'note';
  return [
    finding('never-matters', severity, at(criterion.at, 'when'), `"${criterion.id}" never changes a verdict.`, {
      side: 'key',
      hint:
        wider !== undefined
          ? `It is written as a special case of "${wider.id}": a report names it, and that is all.`
          : names === ''
            ? 'Wherever it holds, others decide already. Leave it out, or correct its condition or theirs.'
            : `Wherever it holds, ${names} ${decide} already. Leave it out, or correct one of them.`,
      related: deciders.map((other) => ({ at: other.at, message: `"${other.id}" holds wherever it does.` })),
      ...(patient === undefined ? {} : { patient }),
      // What the other islands can say does not matter to a special case.
      ...dayOf(subject, wider === undefined ? decidingConditions(ruleSet) : own.map(({ when }) => when)),
    }),
  ];
}

/** The whole condition of the other, word for word, and more: nobody writes that by a slip. */
function isSpecialCase({ when }: Criterion, other: Criterion): boolean {
  const whole = withoutPlaces(other.when);
  return when.kind === 'all' && when.of.some((part) => withoutPlaces(part) === whole);
}

function decidesAsMuch(one: Criterion, other: Criterion): boolean {
  return join(codeOf(one), codeOf(other)) === codeOf(one);
}

function withoutPlaces(condition: Condition): string {
  return JSON.stringify(condition, (key, value: unknown) => (key === 'at' ? undefined : value));
}

const excludes: Combine = (a, b) => (a === 1 && b === 0 ? 1 : 0);

function isPresent(plan: Plan, node: Node, answers: Parameters<typeof situate>[1]): boolean {
  return reader(plan.diagrams, situate(plan, answers).open)(node) === 0b10;
}

function alike(a: number, b: number): boolean {
  return outcomeIndex(a) === outcomeIndex(b) && (a === URGENT) === (b === URGENT);
}

function said(plan: Plan, criterion: Criterion): Node {
  const code = codeOf(criterion);
  return mapped(plan.diagrams, plan.criteria.get(criterion)!, (holds) => (holds === 1 ? code : NOTHING));
}

function othersOf(plan: Plan, index: number): Codes {
  const all = plan.islands.map(({ root }, place) =>
    place === index
      ? 1 << NOTHING
      : inOrder(plan.diagrams, root)
          .filter((node) => plan.diagrams.arity(node) === 0)
          .reduce((codes, node) => codes | (1 << plan.diagrams.valueOf(node)), 0),
  );
  return all.reduce(joinCodes, 1 << NOTHING);
}

/** Whether a verdict changes hangs on all that may decide it. */
function decidingConditions({ contraindications, indications }: RuleSet): readonly Condition[] {
  return [...contraindications, ...indications].map(({ when }) => when);
}

/** Questions that nothing reads, and those that are read and can change no verdict. */
export const idleQuestions: Check = (subject) => {
  const { ruleSet, plan } = subject;
  const { diagrams, space } = plan;
  const read = new Set(comparisonsIn(ruleSet).map(({ question }) => question));
  const shown = new Set(
    [
      ...ruleSet.supporting.map(({ when }) => when),
      ...ruleSet.advice.flatMap(({ when, unless }) => [
        ...(when === undefined ? [] : [when]),
        ...unless.flatMap((objection) => ('condition' in objection ? [objection.condition] : [])),
      ]),
    ].flatMap(questionsOf),
  );
  const verdict = mapped(diagrams, completeCodes(plan), (code) => outcomeIndex(code) * 2 + (code === URGENT ? 1 : 0));
  const telling = new Set(inOrder(diagrams, verdict).map((node) => space.questionOf[diagrams.axisOf(node)]));
  const gates = new Set(
    ruleSet.questions.flatMap(({ id, askIf }) => (shown.has(id) && askIf !== undefined ? questionsOf(askIf) : [])),
  );
  return ruleSet.questions.flatMap(({ id, at: where, optional }) => {
    if (!read.has(id) && !optional) {
      return [
        finding('unread-question', 'warning', where, `Nothing reads "${id}".`, {
          hint: 'Name it in a condition, mark it "optional: true", or leave it out.',
        }),
      ];
    }
    if (telling.has(id) || shown.has(id) || gates.has(id) || optional || isNeverAsked(plan, id)) return [];
    return [
      finding('idle-question', 'warning', where, `No answer to "${id}" ever changes a verdict.`, {
        hint: 'It is asked for nothing: correct what reads it, or leave it out.',
        ...dayOf(subject, decidingConditions(ruleSet)),
      }),
    ];
  });
};
