import type { Obligation } from '../analysis/obligations.js';
import { visible } from '../model/visible.js';

/** What is to be shown, by itself: stands in a list of such, beside the line of its rule. */
export function obligationText(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'finding':
      return obligation.state === 'unknown' ? 'open' : obligation.state;
    case 'decides':
      return `deciding alone by being ${obligation.present ? 'present' : 'absent'}`;
    case 'condition': {
      const question = visible(obligation.leaf.question);
      return `"${question}" alone making ${nameOf(obligation.of)} ${obligation.makes ? 'true' : 'false'} by ${obligation.holds ? 'holding' : 'not holding'}`;
    }
    case 'verdict':
      return `the verdict ${obligation.verdict}`;
    case 'urgent':
      return `urgent: ${obligation.urgent}`;
  }
}

/** The same with what it is about, where no line stands beside it. */
export function wholeObligationText(obligation: Obligation): string {
  const about = obligation.kind === 'finding' || obligation.kind === 'decides' ? obligation.criterion.id : undefined;
  return about === undefined ? obligationText(obligation) : `"${visible(about)}" ${obligationText(obligation)}`;
}

/** `the gate of "slip-grade"`, `"pregnancy"`. */
function nameOf(root: string): string {
  const [kind = '', id = '', part] = root.split(' ');
  if (kind === 'gate') return `the gate of "${visible(id)}"`;
  if (kind === 'objection') return `objection ${Number(part) + 1} to "${visible(id)}"`;
  return kind === 'advice' ? `the advice "${visible(id)}"` : `"${visible(id)}"`;
}
