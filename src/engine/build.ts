import type { AtLeast, Comparison, Condition, Score } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import { and, differ, type Diagrams, type Node, or, plus, times } from './diagram.js';
import type { Space } from './space.js';

/** Turns conditions into diagrams of 0 (does not hold) and 1 (holds) over the raw answers, each masked by its question's gate. */
export interface Builder {
  readonly condition: (condition: Condition) => Node;
  /** Whether a question applies; 1 everywhere for one without a gate. */
  readonly gate: (question: QuestionId) => Node;
}

/**
 * Gates must not go in a circle; the loader refuses those that do.
 *
 * `masked` false takes every question as one that applies: what is not asked is then unknown rather than false.
 */
export function createBuilder(diagrams: Diagrams, space: Space, masked: boolean): Builder {
  const no = diagrams.constant(0);
  const yes = diagrams.constant(1);
  const gates = new Map<QuestionId, Node>();

  function gate(id: QuestionId): Node {
    const known = gates.get(id);
    if (known !== undefined) return known;
    const askIf = space.questions.get(id)?.question.askIf;
    const node = askIf === undefined ? yes : build(askIf);
    gates.set(id, node);
    return node;
  }

  function build(condition: Condition): Node {
    switch (condition.kind) {
      case 'all':
        return condition.of.map(build).reduce((a, b) => diagrams.apply(and, a, b), yes);
      case 'any':
        return condition.of.map(build).reduce((a, b) => diagrams.apply(or, a, b), no);
      case 'not':
        return diagrams.apply(differ, build(condition.of), yes);
      case 'at-least':
        return atLeast(condition);
      case 'score':
        return score(condition);
      case 'comparison':
        return masked ? diagrams.apply(and, gate(condition.question), comparison(condition)) : comparison(condition);
    }
  }

  function comparison({ question, test }: Comparison): Node {
    const place = space.questions.get(question);
    if (place === undefined) throw new Error(`No question has the id "${question}".`);
    const { combine, axes, otherwise } = place.holds(test);
    const nodes = axes.map(({ axis, regions }) =>
      diagrams.branch(
        place.firstAxis + axis,
        regions.map((holds) => (holds ? yes : no)),
      ),
    );
    if (nodes.length === 0) return otherwise ? yes : no;
    return nodes.reduce((a, b) => diagrams.apply(combine === 'every' ? and : or, a, b));
  }

  /** Counts the parts that hold, up to the count that is enough. */
  function atLeast({ count, of }: AtLeast): Node {
    let reached: readonly Node[] = [yes, ...Array.from({ length: count }, () => no)];
    for (const part of of.map(build)) {
      reached = reached.map((node, n) =>
        n === 0 ? node : diagrams.apply(or, node, diagrams.apply(and, part, reached[n - 1]!)),
      );
    }
    return reached[count]!;
  }

  /**
   * Adds up the terms axis by axis: a term on one axis is a table of weights, and only the sum so far is carried down,
   * so that a score of many small whole weights stays small. Terms over several axes are added up as a diagram first.
   */
  function score({ terms, atLeast: low = -Infinity, atMost: high = Infinity }: Score): Node {
    const tables = new Map<number, number[]>();
    let rest = no;
    for (const { weight, when } of terms) {
      const node = build(when);
      const axis = onlyAxis(diagrams, node);
      if (axis === undefined) {
        rest = diagrams.apply(plus, rest, diagrams.apply(times, node, diagrams.constant(weight)));
        continue;
      }
      const table = tables.get(axis) ?? Array.from({ length: diagrams.arity(node) }, () => 0);
      tables.set(
        axis,
        table.map((sum, region) => sum + weight * diagrams.valueOf(diagrams.child(node, region))),
      );
    }
    const axes = [...tables.keys()].sort((a, b) => a - b);
    const known = new Map<string, Node>();
    const visit = (restNode: Node, index: number, sum: number): Node => {
      const axis = axes[index];
      if (axis === undefined && diagrams.arity(restNode) === 0) {
        const total = sum + diagrams.valueOf(restNode);
        return total >= low && total <= high ? yes : no;
      }
      const key = `${restNode} ${index} ${sum}`;
      let node = known.get(key);
      if (node !== undefined) return node;
      // A sum on the way is named by a text: dearer than a step that only looks up two nodes.
      diagrams.spend(16);
      const top = Math.min(axis ?? Infinity, diagrams.axisOf(restNode));
      const table = axis === top ? tables.get(axis)! : undefined;
      const size = table?.length ?? diagrams.arity(restNode);
      node = diagrams.branch(
        top,
        Array.from({ length: size }, (_, region) =>
          visit(
            diagrams.axisOf(restNode) === top ? diagrams.child(restNode, region) : restNode,
            table === undefined ? index : index + 1,
            sum + (table?.[region] ?? 0),
          ),
        ),
      );
      known.set(key, node);
      return node;
    };
    return visit(rest, 0, 0);
  }

  return { condition: build, gate };
}

/** The axis of a diagram that branches once, straight to constants. */
function onlyAxis(diagrams: Diagrams, node: Node): number | undefined {
  const size = diagrams.arity(node);
  if (size === 0) return undefined;
  for (let region = 0; region < size; region++) if (diagrams.arity(diagrams.child(node, region)) > 0) return undefined;
  return diagrams.axisOf(node);
}
