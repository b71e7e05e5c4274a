/** A member of an object in a JSON text: its name, and where its value stands. */
export interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The members of the object that starts at `at`, names that come twice among them. The text must be JSON. */
export function membersOf(text: string, at: number): readonly Member[] {
  const members: Member[] = [];
  let index = skipSpace(text, skipSpace(text, at) + 1);
  while (text[index] !== '}') {
    const nameEnd = endOfString(text, index);
    const name = JSON.parse(text.slice(index, nameEnd)) as string;
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = endOfValue(text, start);
    members.push({ name, start, end });
    index = skipSpace(text, end);
    if (text[index] === ',') index = skipSpace(text, index + 1);
  }
  return members;
}

/** The value of a JSON text with every number as it is spelled there: 1.0 and 1e2 are told apart from 1 and 100. */
export function spelledValue(json: string): unknown {
  const text = json.trim();
  if (/^[-\d]/.test(text)) return text;
  if (!text.startsWith('[')) return JSON.parse(text) as unknown;
  const values: unknown[] = [];
  let index = skipSpace(text, 1);
  while (text[index] !== ']') {
    const end = endOfValue(text, index);
    const part = text.slice(index, end);
    // What is nested deeper is no answer, however its numbers are spelled.
    values.push(/^[-\d]/.test(part) ? part : (JSON.parse(part) as unknown));
    index = skipSpace(text, end);
    if (text[index] === ',') index = skipSpace(text, index + 1);
  }
  return values;
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (text[index] === ' ' || text[index] === '\t' || text[index] === '\r' || text[index] === '\n') index++;
  return index;
}

function endOfString(text: string, at: number): number {
  let index = at + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function endOfValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return endOfString(text, at);
  let index = at;
  if (first !== '{' && first !== '[') {
    while (index < text.length && !/[\s,\]}]/.test(text[index]!)) index++;
    return index;
  }
  for (let depth = 0; ;) {
    const letter = text[index];
    if (letter === '"') {
      index = endOfString(text, index);
      continue;
    }
    if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
    index++;
    if (depth === 0) return index;
  }
}
