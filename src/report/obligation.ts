import type { Obligation } from '../analysis/obligations.js';
import { visible } from '../model/visible.js';

/** What some patient is to show, to stand behind "nobody:". */
export function obligationText(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'finding':
      return `has "${visible(obligation.criterion.id)}" ${obligation.state === 'unknown' ? 'open' : obligation.state}`;
    case 'decides': {
      const id = visible(obligation.criterion.id);
      return obligation.present
        ? `is judged by "${id}" alone, which is present`
        : `is judged by "${id}" alone, which is absent`;
    }
    case 'condition': {
      const question = visible(obligation.leaf.question);
      const makes = obligation.makes ? 'true' : 'false';
      return `has "${question}" ${obligation.holds ? 'hold' : 'not hold'}, and that alone makes ${nameOf(obligation.of)} ${makes}`;
    }
    case 'verdict':
      return `comes out as ${obligation.verdict}`;
    case 'urgent':
      return `comes out with urgent: ${obligation.urgent}`;
  }
}

/** `the gate of "slip-grade"`, `"pregnancy"`. */
function nameOf(root: string): string {
  const [kind = '', id = '', part] = root.split(' ');
  if (kind === 'gate') return `the gate of "${visible(id)}"`;
  if (kind === 'objection') return `objection ${Number(part) + 1} to "${visible(id)}"`;
  return kind === 'advice' ? `the advice "${visible(id)}"` : `"${visible(id)}"`;
}
