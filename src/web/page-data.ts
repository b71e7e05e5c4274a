import type { Tool } from '../report/result.js';
import type { RuleSet } from '../model/ruleset.js';

/** What is put into the page, beside the script that is the same for every page. */
export interface PageData {
  readonly tool: Tool;
  readonly ruleSet: RuleSet;
  /** The language of the texts, where it was asked for. */
  readonly language?: string;
}

/** The element of the page that holds it, as JSON. */
export const DATA_ID = 'page-data';
/** The element that the script fills. */
export const ROOT_ID = 'page';
