// `candidacy/engine`: the judgement alone, for pages and workers. A rule set comes in as data, already loaded.
export { BudgetError, compile, InvalidAnswersError } from '../engine/compile.js';
export type { Compiled, ScreenOptions } from '../engine/compile.js';
export { readAnswer } from '../model/read-answer.js';
export type { Answer, Answers, AnswerValue, Origin } from '../model/answer.js';
export type { Question, QuestionId } from '../model/question.js';
export type { RuleSet } from '../model/ruleset.js';
export type { Finding, Outcome, Screening, Verdict } from '../model/screening.js';
