import type { Condition } from './condition.js';
import type { Pointer } from './pointer.js';

/** The id of a question: lower-case words joined by hyphens. Also its flag on the command line. */
export type QuestionId = string;

/** What every question has, whatever its type. */
interface QuestionBase {
  readonly id: QuestionId;
  /** The question as it is put to a person. */
  readonly ask: string;
  /** What is asked, in a few words: a heading, and a part of sentences. */
  readonly name?: string;
  /** Why it is asked, or how to find the answer. Shown on `?`. */
  readonly help?: string;
  /** The heading it stands under in the checklist. */
  readonly group?: string;
  /** The gate: the question applies only where this holds. */
  readonly askIf?: Condition;
  /** An answer that no one can change (age today, sex): never proposed among `changes`. */
  readonly fixed: boolean;
  /** Asked although no verdict depends on it (for advice, say): offered by the checklist, never missing. */
  readonly optional: boolean;
  readonly codes: readonly Code[];
  readonly at: Pointer;
}

export interface YesNoQuestion extends QuestionBase {
  readonly type: 'yes-no';
}

/** One of the options. */
export interface ChoiceQuestion extends QuestionBase {
  readonly type: 'choice';
  readonly options: readonly Option[];
}

/** Any of the options; none of them is an answer too, and not the same as no answer. */
export interface ChoicesQuestion extends QuestionBase {
  readonly type: 'choices';
  readonly options: readonly Option[];
}

export interface NumberQuestion extends QuestionBase {
  readonly type: 'number';
  /** The unit in which an answer counts; undefined for a bare number (a score, a ratio). */
  readonly unit?: string;
  readonly scale: Scale;
  /** Other units an answer may be given in, each with the values it may have. */
  readonly accepts: readonly { readonly unit: string; readonly scale: Scale }[];
}

export interface DateQuestion extends QuestionBase {
  readonly type: 'date';
  /** Whether a date after the screening date is an answer. */
  readonly future: boolean;
}

export type Question = YesNoQuestion | ChoiceQuestion | ChoicesQuestion | NumberQuestion | DateQuestion;

/** One option of a choice. Its value is what is stored; its name is what is shown. */
export interface Option {
  readonly value: string;
  readonly name: string;
}

/**
 * The values a number may have: `min`, `min + step`, … up to `max` (both inclusive), all whole multiples of 10^-places.
 *
 * Kept as whole numbers of 10^-places, so that no sum and no comparison is rounded: −2.5 at one place is −25.
 */
export interface Scale {
  readonly places: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A concept in a terminology. */
export interface Code {
  readonly system: 'icd-10-cm' | 'snomed-ct' | 'loinc';
  /** The code, or a prefix of codes where it ends in `-`. */
  readonly code: string;
  readonly display?: string;
}
