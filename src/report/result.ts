import type { AnswerValue, Origin } from '../model/answer.js';
import type { Pointer } from '../model/pointer.js';
import type { Code, Option, Question, QuestionId } from '../model/question.js';
import type {
  Citation,
  CriterionId,
  Evidence,
  EvidenceItem,
  OverrideReason,
  Price,
  RuleChange,
  RuleSet,
  Source,
} from '../model/ruleset.js';
import type {
  Change,
  FindingState,
  Outcome,
  Overrode,
  QuestionState,
  Screening,
  SettledOutcome,
  Verdict,
  Withheld,
} from '../model/screening.js';

/**
 * What a screening leaves behind: the JSON of `docs/json.md`, and all that any other report is made of.
 *
 * Nothing but this is needed to render a report, so that one that was saved renders without its rule file.
 */
export interface Result {
  readonly candidacy: 1;
  readonly verdict: Outcome;
  readonly eligible: Verdict['eligible'];
  readonly urgent: Verdict['urgent'];
  readonly possible: readonly SettledOutcome[];
  readonly summary: string;
  /** The rule set's own words for this verdict. */
  readonly text: string | null;
  readonly contraindications: readonly ContraindicationResult[];
  readonly indications: readonly CriterionResult[];
  readonly supporting: readonly CriterionResult[];
  readonly missing: readonly QuestionId[];
  readonly missingForUrgent: readonly QuestionId[];
  readonly next: QuestionId | null;
  readonly decisive: readonly QuestionId[];
  readonly changes: readonly Change[];
  readonly more: boolean;
  readonly unreachable: readonly SettledOutcome[];
  readonly questions: readonly QuestionResult[];
  /** In the order of the rule set's questions, so that the order in which they were given leaves no mark. */
  readonly answers: Readonly<Record<QuestionId, AnswerResult>>;
  readonly overrode: readonly OverrodeResult[];
  readonly advice: readonly AdviceResult[];
  readonly ruleSet: RuleSetResult;
  readonly on: string;
  readonly reference: string | null;
  readonly tool: Tool;
  readonly screenedAt: string;
  readonly notice: string;
  readonly safetyNet: string;
  /** Where somebody goes of whom a red flag is known. */
  readonly emergency?: string;
  /** The language of the rule set's texts in it, a BCP 47 tag. A result that does not say is in English. */
  readonly language?: string;
  /** Where that is not the language that the rule set is written in. */
  readonly translation?: TranslationResult;
  /** What a clinician decided instead. The verdict above is still the computed one. */
  readonly override?: OverrideResult;
  /** Dates were coarsened and free words dropped: it cannot be evaluated again. */
  readonly anonymous?: true;
  /** Over all of it but itself and the rule set's content: an edit shows. Not there where nobody could compute it. */
  readonly digest?: string;
}

export interface TranslationResult {
  readonly from: string;
  /** Who reviewed it, that speaks the language and knows the field; null for nobody. */
  readonly reviewedBy: string | null;
}

export interface CriterionResult {
  readonly id: CriterionId;
  readonly name: string;
  readonly state: FindingState;
  readonly because: string;
  readonly source: Citation;
  readonly questions: readonly QuestionId[];
  readonly at: Pointer;
  readonly evidence: Evidence | null;
  readonly help: string | null;
  readonly group: string | null;
}

export interface ContraindicationResult extends CriterionResult {
  readonly severity: 'absolute' | 'relative';
  readonly urgent: boolean;
}

export interface QuestionResult {
  readonly id: QuestionId;
  readonly ask: string;
  /** In a few words, where the rule file has them. */
  readonly name?: string;
  readonly type: Question['type'];
  readonly state: QuestionState;
  /** Of an answer that counts only if the question applies, where nobody knows that yet: the questions on which it hangs. */
  readonly waitsFor?: readonly QuestionId[];
  /** Of a choice or choices; else empty. */
  readonly options: readonly Option[];
  /** Of a number that has one. */
  readonly unit: string | null;
  readonly help: string | null;
  readonly group: string | null;
  readonly fixed: boolean;
  readonly optional: boolean;
  readonly codes: readonly Code[];
  readonly at: Pointer;
}

/** `unknown` is the answer "don't know"; what was not asked has no entry. */
export interface AnswerResult {
  readonly value: AnswerValue | 'unknown';
  readonly unit?: string;
  readonly origin: Origin;
  /** When a person gave it at a prompt. */
  readonly answeredAt?: string;
}

export interface OverrodeResult {
  readonly question: QuestionId;
  readonly was: AnswerResult;
  readonly by: AnswerResult;
  readonly removed: readonly CriterionId[];
}

/** A decision of a clinician. */
export interface Decision {
  readonly verdict: SettledOutcome;
  /** The code of one of the rule set's reasons, and what it says. */
  readonly reason: string;
  readonly because: string;
  readonly note: string;
  /** `YYYY-MM-DD`: the last day on which it stands. */
  readonly until: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

export interface OverrideResult extends Decision {
  /** Those that it took the place of, the latest first. */
  readonly earlier: readonly Decision[];
}

export interface AdviceResult {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly text: string | null;
  readonly steps: readonly string[];
  readonly dose: string | null;
  readonly price?: Price;
  readonly source: Citation;
  readonly applies: boolean;
  readonly shown: boolean;
  readonly withheld: readonly Withheld[];
  readonly at: Pointer;
}

export interface RuleSetResult {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly title: string;
  readonly description: string | null;
  /** The rule set that asks about red flags, where this one asks about none. */
  readonly redFlagsIn: string | null;
  readonly sources: readonly Source[];
  readonly claims: readonly EvidenceItem[];
  /** The rule sets that it extends, the nearest first. */
  readonly lineage: readonly { readonly id: string; readonly version: string }[];
  /** What it does to them that could let through somebody whom they held back. */
  readonly loosened: readonly RuleChange[];
  /** For what reasons a clinician may decide otherwise. */
  readonly overrideReasons?: readonly OverrideReason[];
  /** The whole rule set: in a record alone. */
  readonly content?: RuleSet;
}

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** A screening, and what only the command line knows about it. */
export interface Screened {
  readonly screening: Screening;
  readonly overrode: readonly Overrode[];
  readonly reference: string | null;
  readonly tool: Tool;
  /** RFC 3339, UTC. */
  readonly screenedAt: string;
  /** The language that the texts are to be in, of those that the rule set has; else that which it is written in. */
  readonly language?: string;
  /** 64 hex digits for a text in UTF-8. Without it a result has no digest. */
  readonly sha256?: (text: string) => string;
}
