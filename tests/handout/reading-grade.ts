import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import type { Block, Document, Run } from '../../src/report/document.js';

/**
 * The Flesch-Kincaid grade of an English document, all of it but for what is about the page itself: its sources, digest and so
 * on, and for its headings. A step and an item end a sentence, a semicolon or a colon does not.
 */
export function readingGrade({ headline, meaning, sections }: Document): number {
  const parts = [
    headline,
    ...meaning,
    ...sections.filter(({ id }) => id !== 'about').flatMap(({ blocks }) => textsIn(blocks)),
  ];
  const sentences = parts.flatMap((part) => part.split(/[.!?]+(?:\s|$)/)).filter((part) => /\p{L}/u.test(part));
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}\p{N}'’-]+/gu) ?? []);
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables });
}

function textsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'steps':
        return block.steps;
      case 'item':
        return [textOf(block.runs), ...textsIn(block.under)];
      case 'paragraph':
      case 'row':
        return [textOf(block.runs)];
    }
  });
}

/** Without the numbers of sources, which nobody reads as words. */
function textOf(runs: readonly Run[]): string {
  return runs
    .map((run) => (typeof run === 'string' ? run : 'text' in run ? run.text : ''))
    .join('')
    .replace(/\[\d+\][–\s]*/g, '');
}
