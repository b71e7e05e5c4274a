import { createLogUpdate } from 'log-update';
import type { Output } from '../io.js';
import type { Progress } from './pipeline.js';
import { margin, paragraph } from '../../report/paragraph.js';
import { count } from './summary.js';

/** A line on a terminal that tells how far it has come. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
}

/** Milliseconds between two looks. */
const EVERY = 200;

/** `size` is that of the input in bytes, where it is known. */
export function progressLine(stderr: Output, size: number | undefined, now: () => number): ProgressLine {
  const update = createLogUpdate(stderr, { showCursor: true });
  const start = now();
  let last = -Infinity;
  return {
    show(progress) {
      const time = now();
      if (time - last < EVERY) return;
      last = time;
      update(progressText(progress, (time - start) / 1000, size, stderr.columns ?? 80));
    },
    clear: () => update.clear(),
  };
}

/** Rows, rate, verdicts so far, and the time that is left. */
export function progressText(
  { rows, bad, bytes, verdicts }: Progress,
  seconds: number,
  size: number | undefined,
  columns: number,
): string {
  const rate = seconds > 0 ? Math.round(rows / seconds) : 0;
  const left = size === undefined || bytes === 0 ? undefined : ((size - bytes) / bytes) * seconds;
  const share = size === undefined || size === 0 ? '' : `, ${Math.min(100, Math.floor((bytes / size) * 100))} %`;
  const first = `${count(rows)} rows${share}, ${count(rate)}/s${left === undefined ? '' : `, ${duration(left)} left`}`;
  const second = Object.entries(verdicts)
    .filter(([, some]) => some > 0)
    .map(([verdict, some]) => `${verdict} ${count(some)}`);
  const texts = [first, [...second, ...(bad > 0 ? [`errors ${count(bad)}`] : [])].join(', ')];
  return texts.flatMap((text) => paragraph([text], columns - 1, margin(0))).join('\n');
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
