import type { RuleSet } from '../../model/ruleset.js';
import type { Tool } from '../../report/result.js';

export const BATCH_FORMATS = ['verdict', 'explained', 'full', 'csv'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** What a column is for. It may be several things. */
export interface Column {
  readonly name: string;
  /** The place of the question that it answers. */
  readonly question: number | undefined;
  /** Its place among those that are carried along. */
  readonly kept: number | undefined;
  /** Whether it holds what the clinicians decided. */
  readonly label: boolean;
}

/** How rows are laid out in the input. */
export type Layout =
  | {
      readonly kind: 'csv';
      /** One byte. */
      readonly delimiter: number;
      /** In the order of the header. */
      readonly columns: readonly Column[];
    }
  | {
      readonly kind: 'ndjson';
      /** Members that have a meaning, by name. */
      readonly columns: readonly Column[];
      /** Where in a row the answers are: the names that lead to them. Empty for the row itself. */
      readonly answersAt: readonly string[];
      /** Members that are passed over. */
      readonly ignored: readonly string[];
    };

/** All that a thread must know to judge rows. Plain data. */
export interface Setup {
  readonly ruleSet: RuleSet;
  readonly on: string;
  readonly layout: Layout;
  readonly format: BatchFormat;
  readonly kept: readonly string[];
  /** Whether there is a column of decisions. */
  readonly labels: boolean;
  /** Spellings of answers, for each question of the rule set; the last is for the decisions. */
  readonly values: readonly (readonly (readonly [from: string, to: string])[])[];
  /** Whether criteria and missing questions are counted. */
  readonly counts: boolean;
  /** Whether rows are wanted, or only what is counted. */
  readonly rows: boolean;
  readonly tool: Tool;
  readonly screenedAt: string;
}

/** Rows longer than this are errors: 1 MiB. */
export const MOST_ROW_BYTES = 2 ** 20;
/** What is kept of a longer row, for the file of errors: 16 MiB. */
export const MOST_KEPT_BYTES = 2 ** 24;
