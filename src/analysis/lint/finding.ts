import type { Plan } from '../../engine/plan.js';
import type { Answers } from '../../model/answer.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { RuleSet } from '../../model/ruleset.js';
import type { Lift } from '../lift.js';
import type { LintCode } from './codes.js';

/** A finding about a rule file that loads, and somebody who shows it. */
export interface Finding extends Diagnostic {
  readonly code: LintCode;
  readonly patient?: Answers;
  /** The day of the screening for which it was found, where dates are read: on another it may not be so. */
  readonly on?: string;
}

/** What a check looks at. */
export interface Subject {
  readonly ruleSet: RuleSet;
  readonly plan: Plan;
  /** Over the questions of all criteria. */
  readonly lift: Lift;
  /** `YYYY-MM-DD`. */
  readonly on: string;
}

/** One check: pure, and by itself. */
export type Check = (subject: Subject) => readonly Finding[];

export function finding(
  code: LintCode,
  severity: 'warning' | 'note',
  at: string,
  message: string,
  more: Partial<Pick<Finding, 'hint' | 'related' | 'patient' | 'side' | 'on'>> = {},
): Finding {
  return { code, severity, at, side: 'value', message, ...more };
}
