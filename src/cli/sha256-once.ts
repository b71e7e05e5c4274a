import { wasmCode } from '@chainsafe/as-sha256/lib/wasmCode.js';

/** What the module of as-sha256 exports, as far as it is used here. */
interface Hasher {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Where a piece of the message is put, how long it may be, and where the digest is taken from. */
  readonly input: Global;
  readonly INPUT_LENGTH: Global;
  readonly output: Global;
  readonly init: () => void;
  readonly update: (from: number, length: number) => void;
  readonly final: (to: number) => void;
}

interface Global {
  readonly value: number;
}

/** Node has it; the types of the web, where it is declared, do not belong here. */
interface WithWebAssembly {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
}

let made: Hasher | undefined;

/** The package's own entry point has two modules, one of which is not used here. */
function makeHasher(): Hasher {
  const { Module, Instance } = (globalThis as unknown as WithWebAssembly).WebAssembly;
  return new Instance(new Module(wasmCode), { env: { abort } }).exports as Hasher;
}

/**
 * 64 hex digits for a text in UTF-8, for a run that asks once or twice: half the time of loading Node's cryptography, which
 * brings all its streams. Whoever has many texts takes `sha256`.
 */
export function sha256Once(text: string): string {
  const hasher = (made ??= makeHasher());
  const { value: input } = hasher.input;
  const { value: piece } = hasher.INPUT_LENGTH;
  const { value: output } = hasher.output;
  const message = Buffer.from(text);
  const memory = new Uint8Array(hasher.memory.buffer);
  hasher.init();
  for (let from = 0; from < message.length; from += piece) {
    const part = message.subarray(from, from + piece);
    memory.set(part, input);
    hasher.update(input, part.length);
  }
  hasher.final(output);
  return Buffer.from(hasher.memory.buffer, output, 32).toString('hex');
}

function abort(): never {
  throw new Error('The hasher gave up.');
}
