import { Worker } from 'node:worker_threads';
import type { Tally } from '../../batch/tally.js';
import { workerFile } from '../worker-file.js';
import type { Piece } from './judge-rows.js';
import type { Setup } from './layout.js';
import type { Rows } from './split-rows.js';

/** Rows on their way to a thread, or an end. Memory is handed over, not copied. */
export type Order = { readonly kind: 'rows'; readonly number: number; readonly rows: Rows } | { readonly kind: 'end' };

/** What a thread answers. `bytes` is the memory of the rows, handed back. */
export type Reply =
  | {
      readonly kind: 'piece';
      readonly number: number;
      readonly piece: Piece;
      readonly verdicts: Tally['verdicts'];
      readonly bytes: ArrayBuffer;
    }
  | { readonly kind: 'tally'; readonly tally: Tally };

/** Threads that judge rows. Each takes the next rows when it is done with the last. */
export interface Threads {
  /** Resolves with what came of the rows; whoever calls keeps the order. */
  readonly judge: (rows: Rows) => Promise<Extract<Reply, { kind: 'piece' }>>;
  /** Whether a thread has nothing to do. */
  readonly idle: () => boolean;
  /** What all of them counted. Ends them. */
  readonly tallies: () => Promise<readonly Tally[]>;
  /** Ends them now. */
  readonly end: () => Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  busy: number;
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

export function startThreads(count: number, setup: Setup): Threads {
  let next = 0;
  const waiting = new Map<number, Waiting>();
  const threads: Thread[] = Array.from({ length: count }, () => ({
    worker: new Worker(workerFile('batch-worker'), { workerData: setup }),
    busy: 0,
  }));
  const tallied: { resolve: (tally: Tally) => void; reject: (error: Error) => void }[] = [];
  const failed = (error: Error): void => {
    for (const { reject } of [...waiting.values(), ...tallied]) reject(error);
    waiting.clear();
  };
  for (const thread of threads) {
    thread.worker.on('message', (reply: Reply) => {
      if (reply.kind === 'tally') {
        tallied.shift()?.resolve(reply.tally);
        return;
      }
      thread.busy--;
      const { number } = reply;
      const one = waiting.get(number);
      waiting.delete(number);
      one?.resolve(reply);
    });
    thread.worker.on('error', (error) => failed(error instanceof Error ? error : new Error(String(error))));
  }
  return {
    judge: (rows) =>
      new Promise((resolve, reject) => {
        const number = next++;
        waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
        const thread = threads.reduce((least, one) => (one.busy < least.busy ? one : least));
        thread.busy++;
        thread.worker.postMessage({ kind: 'rows', number, rows } satisfies Order, [rows.bytes.buffer as ArrayBuffer]);
      }),
    idle: () => threads.some(({ busy }) => busy === 0),
    async tallies() {
      const tallies = await Promise.all(
        threads.map(
          ({ worker }) =>
            new Promise<Tally>((resolve, reject) => {
              tallied.push({ resolve, reject });
              worker.postMessage({ kind: 'end' } satisfies Order);
            }),
        ),
      );
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
      return tallies;
    },
    async end() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
