import { and, type Combine, type Node, or } from '../engine/diagram.js';
import {
  type Codes,
  has,
  join,
  joinCodes,
  joined,
  NOTHING,
  outcomeIndex,
  outcomeOf,
  URGENT,
} from '../engine/outcome.js';
import { codeOf, type Plan } from '../engine/plan.js';
import { situate } from '../engine/situation.js';
import type { Answers } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import type { Contraindication, Criterion } from '../model/ruleset.js';
import type { SettledOutcome } from '../model/screening.js';
import { countWhere, inOrder } from './count.js';
import { type Lift, mapped } from './lift.js';
import type { Proof } from './prove.js';
import { completeCodes, somebody } from './somebody.js';

type Claim = Omit<Proof, 'covered' | 'questions'>;

/**
 * What must hold for every rule set, whatever its author wants.
 *
 * Each is decided on complete answers. An incomplete set comes to what all of its completions come to: so if it broke one of
 * these, a completion of it would.
 */
export function builtIn(lift: Lift, plan: Plan): readonly Proof[] {
  const covered = countWhere(lift, lift.valid());
  const codes = completeCodes(plan);
  const claims = [
    ...reachable(lift, plan, codes),
    contraindicatedCandidates(lift, plan, codes),
    bettered(lift, plan),
    revived(),
  ];
  plan.diagrams.forget();
  return claims.map((claim) => ({ ...claim, covered, questions: lift.questions.length }));
}

// prettier-ignore
const CAN_BE: Readonly<Record<SettledOutcome, string>> = {
  'contraindicated':        'Somebody comes out as contraindicated.',
  'not-indicated':          'Somebody comes out as not indicated.',
  'candidate-with-caution': 'Somebody comes out as a candidate with caution.',
  'candidate':              'Somebody comes out as a candidate.',
};

/** Each verdict that the criteria can name comes out for somebody, and urgency where there are red flags. */
function reachable(lift: Lift, plan: Plan, codes: Node): readonly Claim[] {
  const { contraindications, indications } = plan.ruleSet;
  const indicated = indications.length > 0;
  const named: readonly (readonly [SettledOutcome, boolean])[] = [
    ['contraindicated', contraindications.some(({ severity }) => severity === 'absolute')],
    ['not-indicated', true],
    ['candidate-with-caution', indicated && contraindications.some(({ severity }) => severity === 'relative')],
    ['candidate', indicated],
  ];
  const claim = (id: string, text: string, wanted: (codes: Codes) => boolean): Claim => {
    const node = mapped(plan.diagrams, codes, (code) => (wanted(1 << code) ? 1 : 0));
    const patient = somebody(lift, plan, node, (answers) => wanted(codesFor(plan, answers)));
    return patient === undefined
      ? { id, claim: text, result: 'refuted' }
      : { id, claim: text, result: 'proved', patient };
  };
  return [
    ...named.flatMap(([outcome, wanted]) =>
      wanted ? [claim(`can-be-${outcome}`, CAN_BE[outcome], (all) => outcomeOf(all) === outcome)] : [],
    ),
    ...(plan.asksUrgent ? [claim('can-be-urgent', 'Somebody is urgent.', (all) => all === 1 << URGENT)] : []),
  ];
}

function codesFor(plan: Plan, answers: Answers): Codes {
  return joined(situate(plan, answers).codes);
}

function nobody(lift: Lift, plan: Plan, id: string, claim: string, broken: Node): Claim {
  const patient = somebody(lift, plan, broken, () => false);
  return patient === undefined ? { id, claim, result: 'proved' } : { id, claim, result: 'refuted', patient };
}

/** Findings are held against verdicts: each is worked out by itself. */
function contraindicatedCandidates(lift: Lift, plan: Plan, codes: Node): Claim {
  const { diagrams, ruleSet, criteria } = plan;
  const some = (severity: Contraindication['severity']): Node => {
    const own = ruleSet.contraindications.filter((criterion) => criterion.severity === severity);
    return anyOf(
      plan,
      own.map((criterion) => criteria.get(criterion)!),
    );
  };
  const is = (...outcomes: readonly SettledOutcome[]): Node =>
    mapped(diagrams, codes, (code) => (outcomes.some((outcome) => outcome === outcomeOf(1 << code)) ? 1 : 0));
  const despiteAbsolute = diagrams.apply(and, some('absolute'), is('candidate', 'candidate-with-caution'));
  const despiteRelative = diagrams.apply(and, some('relative'), is('candidate'));
  return nobody(
    lift,
    plan,
    'no-contraindicated-candidate',
    'Nobody who has an absolute contraindication, or may still turn out to, is a candidate; nor, with a relative one, a candidate without caution.',
    diagrams.apply(or, despiteAbsolute, despiteRelative),
  );
}

/** Those that branch last first: each is then put in front of the rest. */
function anyOf({ diagrams }: Plan, nodes: readonly Node[]): Node {
  const sorted = [...new Set(nodes)].sort((a, b) => diagrams.axisOf(b) - diagrams.axisOf(a));
  return sorted.reduce((rest, node) => diagrams.apply(or, node, rest), diagrams.constant(0));
}

/**
 * Holds the rule set against itself without each contraindication. Only one island changes, so it is looked at beside each
 * thing that the others can say.
 */
function bettered(lift: Lift, plan: Plan): Claim {
  const { diagrams, ruleSet, islands, islandOf } = plan;
  const deciding: readonly Criterion[] = [...ruleSet.contraindications, ...ruleSet.indications];
  const say = (criterion: Criterion): Node => {
    const code = codeOf(criterion);
    return mapped(diagrams, plan.criteria.get(criterion)!, (holds) => (holds === 1 ? code : NOTHING));
  };
  const broken: Node[] = [];
  islands.forEach((_, index) => {
    const own = deciding.filter(({ when }) => islandOf.get(questionsOf(when)[0]!) === index);
    const says = own.map(say);
    const before = [diagrams.constant(NOTHING)];
    for (const node of says) before.push(diagrams.apply(join, before.at(-1)!, node));
    const whole = before.at(-1)!;
    const others = othersOf(plan, index);
    const better: Combine = (with_, without) => {
      const ranks = (other: number): boolean => outcomeIndex(join(with_, other)) > outcomeIndex(join(without, other));
      return [0, 1, 2, 3, 4, 5].some((other) => has(others, other) && ranks(other)) ? 1 : 0;
    };
    let after = diagrams.constant(NOTHING);
    for (let place = own.length - 1; place >= 0; place--) {
      if (own[place]!.kind === 'contraindication')
        broken.push(diagrams.apply(better, whole, diagrams.apply(join, before[place]!, after)));
      after = diagrams.apply(join, says[place]!, after);
    }
    diagrams.forget();
  });
  return nobody(
    lift,
    plan,
    'contraindications-only-restrain',
    'One more contraindication never makes a verdict better.',
    anyOf(plan, broken),
  );
}

/** What the other islands can say together. */
function othersOf(plan: Plan, index: number): Codes {
  const all = plan.islands.map(({ root }, place) => (place === index ? 1 << NOTHING : valuesOf(plan, root)));
  return all.reduce(joinCodes, 1 << NOTHING);
}

function valuesOf({ diagrams }: Plan, root: Node): Codes {
  return inOrder(diagrams, root)
    .filter((node) => diagrams.arity(node) === 0)
    .reduce((codes, node) => codes | (1 << diagrams.valueOf(node)), 0);
}

/**
 * What an island can say is all that it says for some region left open, so fewer open regions can say no more. That leaves
 * what islands say together, which is tried for all 64 × 64 × 64 ways.
 */
function revived(): Claim {
  const claim = 'Answering more never brings back a verdict that was ruled out.';
  for (let wide = 1; wide < 64; wide++) {
    for (let narrow = 1; narrow < wide; narrow++) {
      if ((narrow & ~wide) !== 0) continue;
      for (let other = 1; other < 64; other++) {
        if ((joinCodes(narrow, other) & ~joinCodes(wide, other)) !== 0)
          return { id: 'answers-never-revive', claim, result: 'refuted' };
      }
    }
  }
  return { id: 'answers-never-revive', claim, result: 'proved' };
}
