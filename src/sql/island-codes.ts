import type { Diagrams, Node } from '../engine/diagram.js';
import { type Codes, has } from '../engine/outcome.js';
import type { Plan } from '../engine/plan.js';
import { reader } from '../engine/situation.js';
import type { QuestionId } from '../model/question.js';
import type { Coded } from './coded.js';
import { NO, type Sql, YES } from './expression.js';

/** Sets of codes that are asked about, as bits (see `engine/outcome.ts`). */
export const INDICATED_ALONE: Codes = 0b10;
export const CAUTIONED_ALONE: Codes = 0b100;
export const BOTH: Codes = 0b1000;
export const NOTHING_AT_ALL: Codes = 0b1;
export const NOT_INDICATED: Codes = 0b101;
export const NOT_CAUTIONED: Codes = 0b11;
export const NOT_FORBIDDEN: Codes = 0b1111;
export const FORBIDDEN_AT_ALL: Codes = 0b11_0000;
export const NOT_URGENT: Codes = 0b1_1111;
export const URGENT_ALONE: Codes = 0b10_0000;

const ASKED: readonly Codes[] = [
  INDICATED_ALONE, CAUTIONED_ALONE, BOTH, NOTHING_AT_ALL, NOT_INDICATED, NOT_CAUTIONED, NOT_FORBIDDEN, FORBIDDEN_AT_ALL,
  NOT_URGENT, URGENT_ALONE,
]; // prettier-ignore

/** What the criteria of one island can say. */
export interface IslandCodes {
  /** The codes that can come out for anybody. */
  readonly ever: Codes;
  /** Whether a code of the set can come out for the answers of a row. */
  readonly can: (codes: Codes) => Sql;
  /** Where it has one question, of which each known answer settles what it says: whether that is unknown. */
  readonly undecided: Sql | undefined;
}

/** The diagrams of 0 and 1 behind `can`, island by island, and then what reads them. */
export function islandCodes(
  plan: Plan,
  coded: ReadonlyMap<QuestionId, Coded>,
): {
  readonly roots: readonly Node[];
  readonly read: (reach: (root: Node) => Sql) => readonly IslandCodes[];
} {
  const { diagrams } = plan;
  const everything = reader(diagrams, plan.space.sizes.map(() => undefined)); // prettier-ignore
  const islands = plan.islands.map(({ root, questions }) => {
    const ever = everything(root);
    const open = ASKED.filter((codes) => (codes & ever) !== 0 && (ever & ~codes) !== 0);
    const [answer, ...others] = questions.map((id) => coded.get(id)!);
    const settled = others.length === 0 && answer?.axes.every(({ partial }) => partial.length === 0) === true;
    const undecided = settled ? answer.unknown : undefined;
    return { ever, undecided, among: new Map(open.map((codes) => [codes, whereAmong(diagrams, root, codes)])) };
  });
  return {
    roots: islands.flatMap(({ among }) => [...among.values()]),
    read: (reach) =>
      islands.map(({ ever, undecided, among }) => ({
        ever,
        undecided,
        can: (codes) => {
          const root = among.get(codes);
          return root !== undefined ? reach(root) : (codes & ever) === 0 ? NO : YES;
        },
      })),
  };
}

/** 1 where the code of a diagram is one of these. */
function whereAmong(diagrams: Diagrams, root: Node, codes: Codes): Node {
  return diagrams.apply(AMONG.get(codes)!, root, diagrams.constant(0));
}

/** One function for each set, so that diagrams remember what was worked out. */
const AMONG = new Map(ASKED.map((codes) => [codes, (code: number) => (has(codes, code) ? 1 : 0)]));
