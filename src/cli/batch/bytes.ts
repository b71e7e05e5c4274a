/** Bytes that grow at their end. Plain data and functions: this is the innermost loop. */
export interface Bytes {
  buffer: Buffer;
  length: number;
}

export function emptyBytes(capacity: number): Bytes {
  return { buffer: Buffer.allocUnsafeSlow(capacity), length: 0 };
}

/** Makes room for `more` bytes. */
export function room(bytes: Bytes, more: number): void {
  if (bytes.length + more <= bytes.buffer.length) return;
  const grown = Buffer.allocUnsafeSlow(Math.max(bytes.buffer.length * 2, bytes.length + more));
  bytes.buffer.copy(grown, 0, 0, bytes.length);
  bytes.buffer = grown;
}

/** Up to this many bytes are copied quicker here than by a call into Node. */
const SHORT = 96;

export function put(bytes: Bytes, from: Uint8Array): void {
  putSlice(bytes, from, 0, from.length);
}

export function putSlice(bytes: Bytes, from: Uint8Array, start: number, end: number): void {
  room(bytes, end - start);
  const { buffer } = bytes;
  let at = bytes.length;
  if (end - start <= SHORT) for (let index = start; index < end; index++) buffer[at++] = from[index]!;
  else {
    buffer.set(from.subarray(start, end), at);
    at += end - start;
  }
  bytes.length = at;
}

export function putByte(bytes: Bytes, byte: number): void {
  if (bytes.length === bytes.buffer.length) room(bytes, 1);
  bytes.buffer[bytes.length++] = byte;
}

export function putText(bytes: Bytes, text: string): void {
  room(bytes, text.length * 3);
  bytes.length += bytes.buffer.write(text, bytes.length, 'utf8');
}

/** A whole number from 0 on, in decimal digits. */
export function putNumber(bytes: Bytes, value: number): void {
  room(bytes, 20);
  const { buffer } = bytes;
  let digits = 1;
  for (let limit = 10; limit <= value; limit *= 10) digits++;
  let rest = value;
  for (let at = bytes.length + digits - 1; at >= bytes.length; at--) {
    const above = Math.floor(rest / 10);
    buffer[at] = 48 + rest - above * 10;
    rest = above;
  }
  bytes.length += digits;
}

/** Whether bytes are plain in JSON and on a terminal: visible ASCII, no quote and no backslash. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = bytes[index]!;
    if (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c) return false;
  }
  return true;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes in UTF-8; undefined where they are not. */
export function textOf(bytes: Buffer, start: number, end: number): string | undefined {
  for (let index = start; index < end; index++) {
    if (bytes[index]! > 0x7f) {
      try {
        return UTF8.decode(bytes.subarray(start, end));
      } catch {
        return undefined;
      }
    }
  }
  return bytes.toString('latin1', start, end);
}
