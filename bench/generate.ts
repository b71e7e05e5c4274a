import type { BoundKind, Condition, Test } from '../src/model/condition.js';
import type { Answer, Answers } from '../src/model/answer.js';
import type { Question } from '../src/model/question.js';
import type { Contraindication, Indication, RuleSet } from '../src/model/ruleset.js';

export interface BenchmarkOptions {
  readonly questions: number;
  readonly criteria?: number;
  /** Questions of an island at most: no condition and no gate reaches from one island to another. */
  readonly island?: number;
  /** Terms of a score at most. */
  readonly terms?: number;
  readonly seed?: number;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A rule set of the shape that the engine is to be quick for: islands of questions, every kind of condition, gates, and in each
 * island scores over most of its questions. The same options make the same rule set.
 */
export function generate({ questions, criteria = 200, island = 12, terms = 20, seed = 1 }: BenchmarkOptions): RuleSet {
  const next = random(seed);
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const chance = (share: number): boolean => next() < share;

  const all = Array.from({ length: questions }, (_, index) => buildQuestion(index));
  const islands = Array.from({ length: Math.ceil(questions / island) }, (_, index) =>
    all.slice(index * island, (index + 1) * island),
  );
  const gated = new Map<string, Condition>();
  for (const members of islands) {
    // Every sixth question hangs on the one before it.
    members.forEach((question, index) => {
      const above = members[index - 1];
      if (index % 6 === 5 && above !== undefined) gated.set(question.id, leaf(above));
    });
  }

  function buildQuestion(index: number): Question {
    const id = `q${index + 1}`;
    const base = { id, ask: `Question ${index + 1}?`, fixed: index % 20 === 7, optional: false, codes: [], at: '' };
    const option = (value: string): { value: string; name: string } => ({ value, name: value });
    switch (index % 8) {
      case 1:
        return { ...base, type: 'choice', options: ['a', 'b', 'c', 'd'].map(option) };
      case 3:
        return { ...base, type: 'choices', options: ['a', 'b', 'c'].map(option) };
      case 5:
        return {
          ...base,
          type: 'number',
          unit: 'kg',
          scale: { places: 1, min: 200, max: 2500, step: 1 },
          accepts: [{ unit: 'lb', scale: { places: 0, min: 40, max: 550, step: 1 } }],
        };
      case 7:
        return { ...base, type: 'date', future: false };
      default:
        return { ...base, type: 'yes-no' };
    }
  }

  /** Clinical rules use few bounds of a number, over and over. */
  function buildTest(question: Question): Test {
    switch (question.type) {
      case 'yes-no':
        return { kind: 'one-of', values: [chance(0.8) ? 'yes' : 'no'] };
      case 'choice':
        return { kind: 'one-of', values: chance(0.5) ? ['a'] : ['c', 'd'] };
      case 'choices':
        return chance(0.2) ? { kind: 'none' } : { kind: 'includes', values: [pick(['a', 'b', 'c'])] };
      case 'number': {
        const kilograms = pick([60, 100, 136]);
        const values = {
          kg: { value: kilograms * 10, places: 1 },
          lb: { value: Math.round(kilograms / 0.45359237), places: 0 },
        };
        return {
          kind: 'number',
          bounds: [{ kind: pick<BoundKind>(['at-least', 'above', 'below', 'at-most']), values }],
        };
      }
      case 'date': {
        const period = pick([
          { count: 14, unit: 'days' },
          { count: 6, unit: 'months' },
        ] as const);
        return { kind: pick(['within', 'beyond'] as const), period, inclusive: false };
      }
    }
  }

  function leaf(question: Question): Condition {
    return { kind: 'comparison', question: question.id, test: buildTest(question), at: '' };
  }

  /** What can hold because a question was not asked has the gate beside it. */
  function guarded(condition: Condition, read: readonly Question[]): Condition {
    const gates = read.flatMap(({ id }) => gated.get(id) ?? []);
    return gates.length === 0 ? condition : { kind: 'all', of: [...gates, condition], at: '' };
  }

  function score(members: readonly Question[]): Condition {
    const count = Math.min(terms, 8 + below(13));
    const read = Array.from({ length: count }, (_, index) => members[index % members.length]!);
    const weighted = read.map((question) => ({ weight: chance(0.15) ? -1 : 1 + below(9), when: leaf(question) }));
    const sum = weighted.reduce((total, { weight }) => total + Math.max(0, weight), 0);
    const atLeast = Math.round(sum * 0.6);
    return guarded({ kind: 'score', places: 0, terms: weighted, atLeast, at: '' }, read);
  }

  function condition(members: readonly Question[], depth: number): Condition {
    if (depth === 0 || chance(0.25)) return leaf(pick(members));
    const part = (): Condition => condition(members, depth - 1);
    switch (below(4)) {
      case 0:
        return { kind: 'all', of: [part(), part(), leaf(pick(members))], at: '' };
      case 1:
        return { kind: 'any', of: [part(), part()], at: '' };
      case 2:
        return { kind: 'at-least', count: 2, of: [part(), part(), leaf(pick(members))], at: '' };
      default: {
        const question = pick(members);
        return guarded({ kind: 'not', of: leaf(question), at: '' }, [question]);
      }
    }
  }

  const contraindications: Contraindication[] = [];
  const indications: Indication[] = [];
  for (let index = 0; index < criteria; index++) {
    const members = islands[index % islands.length]!;
    const turn = Math.floor(index / islands.length);
    // A score stands for a rare finding; most criteria are conjunctions, so that no island is settled by almost any answer.
    const when: Condition =
      turn % 10 === 0
        ? score(members)
        : { kind: 'all', of: [leaf(pick(members)), leaf(pick(members)), condition(members, 2)], at: '' };
    const words = { name: `Criterion ${index + 1}`, because: 'Made for measuring.', when };
    if (index % 3 === 2) {
      const at = `/indications/${indications.length}`;
      indications.push({ kind: 'indication', id: `i${index + 1}`, ...words, at });
    } else {
      const at = `/contraindications/${contraindications.length}`;
      const severity = index % 3 === 0 ? 'absolute' : 'relative';
      const urgent = severity === 'absolute' && index % 4 === 0;
      contraindications.push({ kind: 'contraindication', id: `c${index + 1}`, severity, urgent, ...words, at });
    }
  }
  return {
    id: `benchmark-${questions}`,
    version: '1',
    title: `${questions} questions, ${criteria} criteria`,
    digest: '',
    sources: [],
    questions: all.map((question, index) => {
      const askIf = gated.get(question.id);
      return { ...question, ...(askIf === undefined ? {} : { askIf }), at: `/questions/${index}` };
    }),
    contraindications,
    indications,
    supporting: [],
    advice: [],
    texts: {},
    evidence: [],
  };
}

/** Answers to every n-th question that has no gate; the ordinary ones, which most people would give. */
export function answersTo(ruleSet: RuleSet, every: number): Answers {
  const ordinary: Readonly<Record<Question['type'], Answer>> = {
    'yes-no': { kind: 'known', value: 'no', origin: 'file' },
    choice: { kind: 'known', value: 'b', origin: 'file' },
    choices: { kind: 'known', value: [], origin: 'file' },
    number: { kind: 'known', value: 80, unit: 'kg', origin: 'file' },
    date: { kind: 'known', value: '2024-05-01', origin: 'file' },
  };
  return new Map(
    ruleSet.questions.flatMap(({ id, type, askIf }, index) =>
      askIf === undefined && index % every === 0 ? [[id, ordinary[type]] as const] : [],
    ),
  );
}
