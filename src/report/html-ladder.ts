import { escapeHtml } from './html-text.js';

/** A step of the way to the verdict: what is looked at, and with which answer one leaves for which end. */
interface LadderRung {
  readonly asks: string;
  readonly looksAt: readonly string[];
  readonly leaves: 'yes' | 'no';
  readonly to: LadderEnd;
}

export interface LadderEnd {
  readonly name: string;
  /** The verdict's own word, where `name` is not it. */
  readonly word?: string;
  /** Whether it can come out, where that is told of one person. */
  readonly can?: boolean;
}

/**
 * The way to the verdict from top to bottom; whoever leaves it goes to the right. In text that wraps, since a drawing with a
 * size of its own is too small to read on a telephone and is cut where a page of paper ends.
 */
export function ladderHtml(rungs: readonly LadderRung[], end: LadderEnd): string {
  const steps = rungs.flatMap(({ asks, looksAt, leaves, to }) => [
    `<div class="asks"><p class="strong">${escapeHtml(asks)}</p>${looksAt.map(faintLine).join('')}</div>`,
    `<p class="way">${leaves} <span aria-hidden="true">→</span></p>`,
    endHtml(to, 'leads'),
    `<p class="way on">${leaves === 'yes' ? 'no' : 'yes'} <span aria-hidden="true">↓</span></p>`,
  ]);
  return ['<div class="ladder">', ...steps, endHtml(end, 'leads end'), '</div>'].join('\n');
}

function endHtml({ name, word, can }: LadderEnd, classes: string): string {
  const state = can === undefined ? '' : can ? ' can' : ' out';
  const lines = word === undefined ? '' : faintLine(word);
  return `<div class="${classes}${state}"><p>${escapeHtml(name)}</p>${lines}</div>`;
}

function faintLine(text: string): string {
  return `<p class="faint">${escapeHtml(text)}</p>`;
}
