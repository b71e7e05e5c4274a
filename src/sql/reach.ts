import { childrenOf, type Diagrams, type Node } from '../engine/diagram.js';
import type { CodedAxis } from './coded.js';
import { all, any, NO, type Sql, YES } from './expression.js';
import type { Stages } from './stages.js';

/**
 * Says of a diagram of 0 and 1 whether it can come out as 1 under the answers of a row: some region that is open leads to a
 * part which can. A part that stands in several places gets a name, so that the text grows with the diagram, not with its paths.
 *
 * `roots` are all that will be asked about.
 */
export function createReach(
  diagrams: Diagrams,
  axes: readonly CodedAxis[],
  stages: Stages,
  roots: readonly Node[],
): (root: Node) => Sql {
  const uses = new Map<Node, number>();
  const note = (node: Node): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before === 0) new Set(childrenOf(diagrams, node)).forEach(note);
  };
  new Set(roots).forEach(note);

  const known = new Map<Node, Sql>();
  const can = (node: Node): Sql => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const sql = uses.get(node)! > 1 ? stages.named(read(node)) : read(node);
    known.set(node, sql);
    return sql;
  };
  const read = (node: Node): Sql => {
    const children = childrenOf(diagrams, node);
    if (children.length === 0) return diagrams.valueOf(node) === 0 ? NO : YES;
    const axis = axes[diagrams.axisOf(node)]!;
    return any(
      [...new Set(children)].map((child) => {
        const regions = children.flatMap((other, region) => (other === child ? [region] : []));
        const rest = can(child);
        return rest === NO ? NO : all([axis.leavesOpen(regions), rest]);
      }),
    );
  };
  return can;
}
