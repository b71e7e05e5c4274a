import type { Condition } from './condition.js';
import type { Pointer } from './pointer.js';
import type { Property } from './property.js';
import type { Question } from './question.js';
import type { Outcome } from './screening.js';
import type { Translation } from './translation.js';

export type CriterionId = string;

/** A loaded rule file, with what it extends. Readonly plain data. */
export interface RuleSet {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description?: string;
  /** The language of the texts, a BCP 47 tag; English where it is not said. */
  readonly language?: string;
  /** The texts in other languages: of this rule set, then of those it extends. */
  readonly translations?: readonly Translation[];
  /** `sha256:` and 64 hex digits over the merged, lowered content; '' until it has been put there. */
  readonly digest: string;
  readonly sources: readonly Source[];
  /** In the order of the file: those of the short form stand where their criterion stands. */
  readonly questions: readonly Question[];
  readonly contraindications: readonly Contraindication[];
  readonly indications: readonly Indication[];
  readonly supporting: readonly SupportingFactor[];
  readonly advice: readonly Advice[];
  /** The file's own words for an outcome, said after the tool's. */
  readonly texts: Readonly<Partial<Record<Outcome, string>>>;
  /** What sends a patient to emergency care, whatever the verdict. */
  readonly safetyNet?: string;
  /** Where a patient goes now, of whom a red flag is known. */
  readonly emergency?: string;
  /** Claims about the treatment, beside what was found about them. */
  readonly evidence: readonly EvidenceItem[];
  /** What the author says always holds, for a proof. No verdict reads it. */
  readonly properties?: readonly Property[];
  /** For what reasons a clinician may decide otherwise than the verdict. */
  readonly overrideReasons?: readonly OverrideReason[];
  /** The id of a rule set that asks about red flags, named where this one asks about none. */
  readonly redFlagsIn?: string;
  /** The rule sets that this one extends, the nearest first. */
  readonly lineage?: readonly { readonly id: string; readonly version: string }[];
  /** What this rule set does to those it extends that could loosen them. */
  readonly changes?: readonly RuleChange[];
}

/** A reason for which a clinician may decide otherwise than the verdict. */
export interface OverrideReason {
  readonly code: string;
  readonly text: string;
  readonly at: Pointer;
}

/** A change to an inherited rule that could let through somebody whom it held back, and why it was made. */
export interface RuleChange {
  readonly kind: 'add' | 'replace' | 'remove' | 'gate';
  /** The criterion, question or advice item that is added, replaced, removed or gated. */
  readonly target: string;
  readonly because: string;
  readonly at: Pointer;
}

interface CriterionBase {
  readonly id: CriterionId;
  readonly name: string;
  readonly because: string;
  readonly when: Condition;
  readonly help?: string;
  readonly group?: string;
  readonly source?: Citation;
  readonly evidence?: Evidence;
  readonly at: Pointer;
}

export interface Contraindication extends CriterionBase {
  readonly kind: 'contraindication';
  readonly severity: 'absolute' | 'relative';
  /** A red flag. Only an absolute contraindication may be one. */
  readonly urgent: boolean;
}

export interface Indication extends CriterionBase {
  readonly kind: 'indication';
}

/** Shown and counted; never decides. */
export interface SupportingFactor extends CriterionBase {
  readonly kind: 'supporting';
}

export type Criterion = Contraindication | Indication | SupportingFactor;

/** An entry of the bibliography. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string;
  readonly authors?: string;
  readonly year?: number;
  readonly url?: string;
  readonly doi?: string;
  readonly at: Pointer;
}

/** Where in which sources a rule stands: source id → place (section, page, table). */
export type Citation = Readonly<Record<string, string>>;

export interface Evidence {
  /** The grade in the words of its scheme; free, since schemes differ. */
  readonly grade?: string;
  /** How far the source was read for this rule. */
  readonly verified?: 'read' | 'partly' | 'not-read';
  /** `YYYY-MM-DD`: the day from which the rule wants another look. */
  readonly reviewBy?: string;
}

/** Something a person can do or should know. Shown only where `when` is known to hold and each of `unless` is known not to. */
export interface Advice {
  readonly id: string;
  readonly title: string;
  /** What sort of item it is (`exercise`, `device`, `cost`, …): the file's own word, for grouping. */
  readonly type: string;
  readonly text?: string;
  readonly steps: readonly string[];
  readonly dose?: string;
  readonly price?: Price;
  readonly when?: Condition;
  readonly unless: readonly Objection[];
  readonly source?: Citation;
  readonly at: Pointer;
}

/** What one of something costs, such as a session, and how many of it one course has. */
export interface Price {
  /** What is paid for: one of it, and several. */
  readonly each: string;
  readonly several: string;
  /** What one costs: between these. */
  readonly from: number;
  readonly to: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly course?: number;
}

/**
 * What speaks against an item of advice: a condition, or something that the rule set does not ask about (`unasked`, in
 * plain words), which withholds the item from everybody.
 */
export type Objection =
  | { readonly condition: Condition; readonly because?: string; readonly at: Pointer }
  | { readonly unasked: string; readonly because?: string; readonly at: Pointer };

/** A claim, what was found about it, and where. */
export interface EvidenceItem {
  readonly claim: string;
  /** Whether the claim speaks for the treatment or against it; neither where it is not said. */
  readonly side?: 'for' | 'against';
  readonly claimSource?: Citation;
  readonly found: string;
  readonly source?: Citation;
  readonly evidence?: Evidence;
  readonly at: Pointer;
}

/** Every criterion: contraindications, indications, supporting factors, each in the order of the file. */
export function criteriaOf(ruleSet: RuleSet): readonly Criterion[] {
  return [...ruleSet.contraindications, ...ruleSet.indications, ...ruleSet.supporting];
}
