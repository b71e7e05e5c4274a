import type { Signs, Tone } from './style.js';

/** What a report says, in order, without saying how it looks: text, Markdown and a page are three ways to lay it out. */
export interface Document {
  readonly tone: Tone;
  readonly urgent: boolean;
  readonly headline: string;
  /** The words that a record uses for it. */
  readonly facts: readonly string[];
  /** What the verdict does and does not mean. */
  readonly meaning: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  /** Lower-case words joined by hyphens; each at most once. */
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Item | Row | Steps;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
}

/** One of a list. */
export interface Item {
  readonly kind: 'item';
  readonly sign: keyof Signs;
  readonly tone: Tone;
  readonly runs: readonly Run[];
  /** Where it comes from: set apart where there is room. */
  readonly place?: string;
  readonly under: readonly Block[];
}

/** A key and what belongs to it; an empty key goes on with the row above. */
export interface Row {
  readonly kind: 'row';
  readonly key: string;
  readonly runs: readonly Run[];
}

/** What to do, one after the other. */
export interface Steps {
  readonly kind: 'steps';
  readonly steps: readonly string[];
}

/** Some text, perhaps in a tone, or a sign. Text may come from a rule file or an answer: a layout makes it harmless. */
export type Run = string | { readonly text: string; readonly tone: Tone } | { readonly sign: keyof Signs };

export function paragraph(...runs: readonly Run[]): Paragraph {
  return { kind: 'paragraph', runs };
}

export function item(sign: keyof Signs, tone: Tone, runs: readonly Run[], under: readonly Block[] = []): Item {
  return { kind: 'item', sign, tone, runs, under };
}

export function row(key: string, ...runs: readonly Run[]): Row {
  return { kind: 'row', key, runs };
}

export function faint(text: string): Run {
  return { text, tone: 'faint' };
}

export function strong(text: string): Run {
  return { text, tone: 'strong' };
}

/** None where there is nothing to say under the heading. */
export function section(id: string, heading: string, ...blocks: readonly (readonly Block[])[]): readonly Section[] {
  const all = blocks.flat();
  return all.length === 0 ? [] : [{ id, heading, blocks: all }];
}
