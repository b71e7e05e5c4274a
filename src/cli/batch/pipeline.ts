import { addTally, emptyTally, type Tally } from '../../batch/tally.js';
import { rowJudge, type Piece } from './judge-rows.js';
import type { Setup } from './layout.js';
import { splitRows, type Rows } from './split-rows.js';
import { startThreads, type Threads } from './threads.js';

/** Where the rows go, in the order of the input. */
export interface Target {
  readonly rows: (bytes: Uint8Array) => Promise<void> | void;
  readonly errors: (bytes: Uint8Array) => void;
  /** After each piece is written. */
  readonly progress: (done: Progress) => void;
}

export interface Progress {
  rows: number;
  bad: number;
  /** Of the input. */
  bytes: number;
  readonly verdicts: Tally['verdicts'];
}

/** How it ended: at the end of the input, or before. */
export type Stop = 'done' | 'interrupted' | 'too-many';

export interface Outcome {
  readonly stop: Stop;
  readonly tally: Tally;
}

/** Less than this is judged before a thread would have started. */
const ALONE = 2 ** 20;
/** Rows that a thread gets at once, where they come in quicker than they are judged. */
const PIECE = 2 ** 19;

/**
 * Reads, judges and writes: rows go out in the order in which they came in, and no more of them are under way than the threads
 * can work at, however quickly they come and however slowly they are taken.
 */
export async function runBatch(
  setup: Setup,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  threadCount: number,
  maxErrors: number,
  interrupted: Promise<unknown>,
  target: Target,
): Promise<Outcome> {
  const spare: Buffer[] = [];
  const block = (size: number): Buffer => {
    const index = spare.findIndex((one) => one.length >= size);
    return index === -1 ? Buffer.allocUnsafeSlow(size) : spare.splice(index, 1)[0]!;
  };
  const splitter = splitRows(setup.layout.kind === 'csv' ? setup.layout.delimiter : undefined, block);
  const alone = rowJudge(setup);
  const progress: Progress = { rows: 0, bad: 0, bytes: 0, verdicts: emptyTally().verdicts };
  let threads: Threads | undefined;
  let stop: Stop | undefined;
  let stopWaiting: (() => void) | undefined;
  void interrupted.then(() => {
    stop ??= 'interrupted';
    stopWaiting?.();
  });
  /** What comes in next; nothing after an interruption. No race with it: a promise that outlives them all would keep every piece. */
  const piece = (): Promise<IteratorResult<Uint8Array, unknown>> =>
    new Promise((resolve, reject) => {
      stopWaiting = () => resolve({ done: true, value: undefined });
      rest.next().then(resolve, reject);
    });

  /** Writes one piece after the other; holds the first thing that fails. */
  let writing = Promise.resolve();
  let failure: Error | undefined;
  let underWay = 0;
  let wake: (() => void) | undefined;

  const written = async (piece: Piece, verdicts: Tally['verdicts'], bytes: number): Promise<void> => {
    if (stop === 'too-many') return;
    if (piece.errors.length > 0) target.errors(piece.errors.buffer.subarray(0, piece.errors.length));
    if (piece.out.length > 0) await target.rows(piece.out.buffer.subarray(0, piece.out.length));
    progress.rows += piece.rows;
    progress.bad += piece.bad;
    progress.bytes += bytes;
    for (const verdict of Object.keys(verdicts) as (keyof typeof verdicts)[])
      progress.verdicts[verdict] += verdicts[verdict];
    target.progress(progress);
    if (progress.bad > maxErrors) stop ??= 'too-many';
  };

  const submit = (rows: Rows): void => {
    underWay++;
    const judged = threads!.judge(rows);
    // A later piece may fail while an earlier one is written.
    judged.catch(() => undefined);
    writing = writing
      .then(async () => {
        if (failure !== undefined) return;
        const { piece, verdicts, bytes } = await judged;
        spare.push(Buffer.from(bytes));
        await written(withBuffers(piece), verdicts, rows.length);
      })
      .catch((error: unknown) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => {
        underWay--;
        wake?.();
      });
  };

  const judgeHere = async (rows: Rows): Promise<void> => {
    const piece = alone.judge(rows);
    spare.push(rows.bytes);
    await written(piece, alone.verdicts(), rows.length);
  };

  const drain = async (atEnd: boolean): Promise<void> => {
    while (stop === undefined && failure === undefined) {
      const ready = splitter.ready();
      if (ready === 0) return;
      if (threads === undefined && threadCount > 1 && progress.bytes > ALONE && !atEnd)
        threads = startThreads(threadCount, setup);
      if (threads === undefined) {
        await judgeHere(splitter.take()!);
        continue;
      }
      if (underWay >= threadCount * 2) {
        // Until there is a thread for them, more rows may come in.
        if (!atEnd && ready < PIECE * 4) return;
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (!atEnd && ready < PIECE && !threads.idle()) return;
      submit(splitter.take()!);
    }
  };

  try {
    splitter.push(first);
    await drain(false);
    while (stop === undefined && failure === undefined) {
      const next = await piece();
      if (next.done === true) break;
      splitter.push(next.value);
      await drain(false);
    }
    splitter.end();
    await drain(true);
    await writing;
    if (failure !== undefined) throw failure;
    const tally = alone.tally;
    if (stop === undefined) for (const part of (await threads?.tallies()) ?? []) addTally(tally, part);
    return { stop: stop ?? 'done', tally };
  } finally {
    await threads?.end();
    void rest.return?.();
  }
}

/** What came from a thread is bytes; here it is Buffers again. */
function withBuffers(piece: Piece): Piece {
  const again = ({ buffer, length }: Piece['out']): Piece['out'] => ({
    buffer: Buffer.from(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength),
    length,
  });
  return { ...piece, out: again(piece.out), errors: again(piece.errors) };
}
