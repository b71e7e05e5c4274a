import { margin, paragraph } from '../../report/paragraph.js';
import type { Style } from '../../report/style.js';
import type { Size } from './checklist-state.js';

/** A line of the list, and what it belongs to. */
export interface Line {
  readonly text: string;
  /** Belongs to the row that is marked: is kept in sight. */
  readonly marked: boolean;
  /** The cursor stands at its end. */
  readonly cursor: boolean;
}

/** The parts of a screen from top to bottom. */
export interface Parts {
  readonly head: string;
  readonly title: readonly string[];
  readonly list: readonly Line[];
  /** Lines that the list is to have before anything else; by default what is marked, and a line on either side. */
  readonly least?: number;
  readonly panel: readonly string[];
  readonly note: readonly string[];
  readonly keys: readonly string[];
}

export interface Frame {
  readonly lines: readonly string[];
  /** The line at whose end the cursor stands. */
  readonly cursor: number;
}

/** More than this many lines are not filled: what belongs together stands together on a tall terminal too. */
const TALLEST = 32;

/** The list keeps at least this many lines before anything else gives way. */
const LEAST_LIST = 6;

/**
 * Fits the parts into the terminal, whatever its size: the list scrolls, and on a small one the frills go first, then the
 * verdict so far, then the keys, until what is marked is there whole: nobody answers the half of a question. Never more lines than rows, never a line as wide as the terminal.
 */
export function framed(parts: Parts, size: Size, style: Style): Frame {
  const { above, below, room } = fitted(parts, size, style);
  const listed = window(parts.list, room, style);
  return { lines: [...above, ...listed.lines, ...below], cursor: above.length + listed.cursor };
}

/** The lines that the list gets, and what stands around it. */
export function fitted(
  parts: Parts,
  { columns, rows }: Size,
  style: Style,
): { readonly above: readonly string[]; readonly below: readonly string[]; readonly room: number } {
  const rule = style.faint(style.signs.rule.repeat(Math.max(1, columns - 1)));
  let { head, title, panel, note, keys } = { ...parts, head: [parts.head, ''], title: [...parts.title, ''] };
  let rules = [rule];
  const height = Math.max(1, Math.min(rows, TALLEST));
  const room = (): number =>
    height - head.length - title.length - rules.length - panel.length - note.length - keys.length;
  const marked = parts.list.filter((line) => line.marked).length;
  const enough = Math.min(parts.list.length, parts.least ?? Math.max(LEAST_LIST, marked + 2));
  const steps: readonly (() => void)[] = [
    () => (head = head.slice(0, 1)),
    () => (title = parts.title.slice(0, 1)),
    () => (keys = keys.slice(0, 2)),
    () => (panel = panel.slice(0, 3)),
    () => (panel = panel.slice(0, 1)),
    () => (head = []),
    () => (keys = keys.slice(0, 1)),
    () => (note = note.slice(0, 2)),
    () => (title = []),
    () => (rules = []),
    () => (panel = []),
    () => (note = note.slice(0, 1)),
    () => (keys = []),
    () => (note = []),
  ];
  for (const [index, give] of steps.entries()) {
    if (room() >= (index < 8 ? enough : Math.min(enough, Math.max(3, marked)))) break;
    give();
  }
  return { above: [...head, ...title], below: [...rules, ...panel, ...note, ...keys], room: Math.max(1, room()) };
}

/** As much of the list as fits, with what is marked in sight; filled up, so that what stands below stays where it is. */
function window(list: readonly Line[], height: number, style: Style): Frame {
  const from = Math.max(
    0,
    list.findIndex((line) => line.marked),
  );
  const to = Math.max(
    from,
    list.findLastIndex((line) => line.marked),
  );
  const cursor = Math.max(
    from,
    list.findLastIndex((line) => line.cursor),
  );
  const lead = Math.max(0, Math.floor((height - (to - from + 1)) / 2));
  let start = Math.max(0, Math.min(from - lead, list.length - height));
  if (start > 0 && start === from && to - from + 1 < height) start = from - 1;
  if (cursor >= start + height) start = cursor - height + 1;
  const lines = list.slice(start, start + height).map((line) => line.text);
  const end = start + lines.length;
  if (height >= LEAST_LIST && start > 0 && start < from) lines[0] = style.faint(`  ${more(start + 1)} above`);
  if (height >= LEAST_LIST && end < list.length && to < end - 1) {
    lines[lines.length - 1] = style.faint(`  ${more(list.length - end + 1)} below`);
  }
  while (lines.length < height) lines.push('');
  return { lines, cursor: cursor - start };
}

function more(lines: number): string {
  return `… ${lines} ${lines === 1 ? 'line' : 'lines'}`;
}

/** Segments with two spaces between, on as many lines as they take; none is broken unless it is wider than a line. */
export function segments(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + part.length <= width) lines[lines.length - 1] = `${last}  ${part}`;
    else lines.push(...paragraph([part], width, margin(0)));
  }
  return lines;
}
