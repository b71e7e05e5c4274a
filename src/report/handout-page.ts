import type { HandoutWords } from './catalogue.js';
import { paragraph, type Block } from './document.js';
import type { AdviceResult, Result } from './result.js';
import type { Bibliography } from './words.js';

/** A result, the words that it is told in, and the sources that are named. */
export interface Page {
  readonly result: Result;
  readonly words: HandoutWords;
  readonly sources: Bibliography;
}

/** The kinds of advice that only tell something. Every other kind is something to do, and shows for a candidate alone. */
const TELLING = new Set(['treatment', 'question', 'cost', 'side-effect']);

/** Whether an item of advice is something to do, not only to know. */
export function isHome({ type, dose }: AdviceResult): boolean {
  return !TELLING.has(type) || dose !== null;
}

/** Whether it is known that nothing speaks against an item. All three say the same in a result that was not tampered with. */
export function isShown({ applies, shown, withheld }: AdviceResult): boolean {
  return applies && shown && withheld.length === 0;
}

/** Whether a clinician has decided since that the treatment is not for this person. */
export function isDecidedAgainst({ override }: Pick<Result, 'override'>): boolean {
  return override !== undefined && override.verdict !== 'candidate' && override.verdict !== 'candidate-with-caution';
}

export function askOf({ questions }: Result, id: string): string {
  return questions.find((question) => question.id === id)?.ask ?? id;
}

export function paragraphs(text: string | null): readonly Block[] {
  return text === null || text.trim() === '' ? [] : [paragraph(text)];
}
