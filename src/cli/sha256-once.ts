import { SHA256 } from './sha256-code.js';
import { sha256 } from './sha256.js';

/** What the module of sha256.wat exports. */
interface Hasher {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** From the message, which stands at `MESSAGE` and ends at `end`, to eight words at `DIGEST`. */
  readonly digest: (end: number) => void;
}

/** Node has it unless it may make no code (`--jitless`); the types of the web, where it is declared, do not belong here. */
interface WithWebAssembly {
  readonly WebAssembly?: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: unknown };
  };
}

const DIGEST = 512;
const MESSAGE = 1024;
const PAGE = 65_536;
const BLOCK = 64;

let made: Hasher | undefined;

function hasher(): Hasher | undefined {
  const { WebAssembly } = globalThis as unknown as WithWebAssembly;
  if (WebAssembly === undefined) return undefined;
  const { Module, Instance } = WebAssembly;
  return (made ??= new Instance(new Module(SHA256)).exports as Hasher);
}

/**
 * 64 hex digits for a text in UTF-8, for a run that asks once or twice: a third of the time of loading Node's cryptography,
 * which brings all its streams. Whoever has many texts takes `sha256`.
 */
export function sha256Once(text: string): string {
  const module = hasher();
  if (module === undefined) return sha256(text);
  const length = Buffer.byteLength(text);
  // A bit to mark the end, and the number of bits in 64.
  const end = MESSAGE + Math.ceil((length + 9) / BLOCK) * BLOCK;
  const lacking = Math.ceil((end - module.memory.buffer.byteLength) / PAGE);
  if (lacking > 0) module.memory.grow(lacking);
  const memory = new Uint8Array(module.memory.buffer);
  new TextEncoder().encodeInto(text, memory.subarray(MESSAGE));
  memory.fill(0, MESSAGE + length, end);
  memory[MESSAGE + length] = 0x80;
  const bits = new DataView(module.memory.buffer, end - 8);
  bits.setUint32(0, length / 2 ** 29);
  bits.setUint32(4, length * 8);
  module.digest(end);
  return Array.from(new Uint32Array(module.memory.buffer, DIGEST, 8), hex).join('');
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
