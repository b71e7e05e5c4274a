import type { Diagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import type { RuleChange } from '../model/ruleset.js';
import type { Placed } from './lowering.js';
import type { Tree } from './plain-reading.js';
import type { ConditionInput } from './schema-condition.js';
import type {
  AdviceInput,
  ClaimInput,
  ContraindicationInput,
  CriterionInput,
  OverrideReasonInput,
  PropertyInput,
  QuestionInput,
  RuleFile,
  SourceInput,
} from './schema.js';

/** A rule file that fits the schema. `root` is the pointer to its root: '' for the file that was asked for. */
export interface ValidFile {
  readonly root: Pointer;
  readonly value: RuleFile;
  readonly tree: Tree;
}

/** A question or a criterion, in the order of the files. */
export type Entry =
  | (Placed<QuestionInput> & { readonly section: 'questions' })
  | (Placed<ContraindicationInput> & { readonly section: 'contraindications' })
  | (Placed<CriterionInput> & { readonly section: 'indications' | 'supporting' });

/** What has been joined so far: each file adds to those that it extends, and changes them. */
export interface Draft {
  entries: Entry[];
  advice: Placed<AdviceInput>[];
  sources: Map<string, Placed<SourceInput>>;
  claims: Placed<ClaimInput>[];
  properties: Placed<PropertyInput>[];
  overrideReasons: Placed<OverrideReasonInput>[];
  texts: NonNullable<RuleFile['texts']>;
  safetyNet: string | undefined;
  emergency: string | undefined;
  help: Map<string, string>;
  gates: Map<string, Placed<ConditionInput>[]>;
  changes: RuleChange[];
}

export type Report = (problem: Diagnostic) => void;
