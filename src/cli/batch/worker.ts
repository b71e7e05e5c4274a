import { parentPort, workerData } from 'node:worker_threads';
import { rowJudge } from './judge-rows.js';
import type { Setup } from './layout.js';
import type { Order, Reply } from './threads.js';

/** A thread of `candidacy batch`: judges the rows that it is sent, one piece after the other. */
const judge = rowJudge(workerData as Setup);
const port = parentPort;

port?.on('message', (order: Order) => {
  if (order.kind === 'end') {
    port.postMessage({ kind: 'tally', tally: judge.tally } satisfies Reply);
    return;
  }
  const { rows } = order;
  // What was a Buffer comes in as the bytes alone.
  const bytes = Buffer.from(rows.bytes.buffer as ArrayBuffer, rows.bytes.byteOffset, rows.bytes.byteLength);
  const piece = judge.judge({ ...rows, bytes });
  const memory = bytes.buffer;
  const reply: Reply = { kind: 'piece', number: order.number, piece, verdicts: judge.verdicts(), bytes: memory };
  port.postMessage(reply, [memory, piece.out.buffer.buffer as ArrayBuffer, piece.errors.buffer.buffer as ArrayBuffer]);
});
