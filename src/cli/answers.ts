import type { Answer, AnswerValue, Answers, Origin } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import { nearest } from '../model/nearest.js';
import type { Question, QuestionId } from '../model/question.js';
import { readAnswer } from '../model/read-answer.js';
import { criteriaOf, type CriterionId, type RuleSet } from '../model/ruleset.js';
import type { Overrode, Screening } from '../model/screening.js';
import { visible } from '../model/visible.js';
import type { Problem } from './errors.js';

/** An answer as it came in: not read yet, maybe to a question that does not exist. */
export interface RawAnswer {
  readonly question: string;
  readonly raw: unknown;
  readonly origin: Extract<Origin, 'flag' | 'file'>;
  /** How a message names the place: `--no-pregnancy`, `answers.yaml:3:1`. */
  readonly where: string;
}

/** The answers of one level: all of equal strength. */
export interface Level {
  readonly answers: Answers;
  /** Where each stands, for messages. */
  readonly where: ReadonlyMap<QuestionId, string>;
}

const STRENGTH: Readonly<Record<Origin, number>> = { assumed: 0, fhir: 1, file: 1, flag: 2, prompt: 3 };

export type Screen = (answers: Answers) => Screening;

/** Reads the answers of one level. The same question twice is fine where the answers are the same. */
export function readLevel(ruleSet: RuleSet, given: readonly RawAnswer[], on: string, problems: Problem[]): Level {
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const answers = new Map<QuestionId, Answer>();
  const where = new Map<QuestionId, string>();
  const contradicted = new Set<QuestionId>();
  for (const { question: id, raw, origin, where: place } of given) {
    const question = questions.get(id);
    if (question === undefined) {
      problems.push(unknownQuestion(ruleSet, id, place));
      continue;
    }
    const read = readAnswer(question, raw, { on });
    if (!read.ok) {
      const { message, hint } = read;
      problems.push({
        message,
        where: origin === 'flag' ? place : `${place}: ${visible(id)}`,
        ...(hint === undefined ? {} : { hint }),
      });
      continue;
    }
    const answer: Answer =
      read.unknown === true
        ? { kind: 'unknown', origin }
        : { kind: 'known', value: read.value, origin, ...(read.unit === undefined ? {} : { unit: read.unit }) };
    const before = answers.get(id);
    if (before === undefined) {
      answers.set(id, answer);
      where.set(id, place);
    } else if (!same(before, answer)) {
      contradicted.add(id);
      problems.push({
        message: `"${id}" is given twice: ${spell(before)} by ${where.get(id) ?? ''} and ${spell(answer)} by ${place}.`,
        hint: 'Leave one of them out.',
      });
    }
  }
  for (const id of contradicted) answers.delete(id);
  return { answers, where };
}

/** The stronger level over the weaker. An unknown gives way to a known answer of either. */
export function merge(strong: Answers, weak: Answers): Answers {
  const merged = new Map(weak);
  for (const [id, answer] of strong) {
    if (answer.kind === 'known' || weak.get(id)?.kind !== 'known') merged.set(id, answer);
  }
  return merged;
}

/**
 * Yes-no questions that nobody was asked are taken as no, but for those that a contraindication or a gate reads, and those
 * that do not apply: what was not asked must not take a danger away.
 */
export function assumeNo(ruleSet: RuleSet, given: Answers, screen: Screen): Answers {
  const guarded = new Set<QuestionId>();
  for (const { when } of ruleSet.contraindications) for (const id of questionsOf(when)) guarded.add(id);
  for (const { askIf } of ruleSet.questions)
    if (askIf !== undefined) for (const id of questionsOf(askIf)) guarded.add(id);
  const { questions } = screen(given);
  const answers = new Map(given);
  for (const { id, type } of ruleSet.questions) {
    if (type !== 'yes-no' || answers.has(id) || guarded.has(id) || questions.get(id) === 'not-applicable') continue;
    answers.set(id, { kind: 'known', value: 'no', origin: 'assumed' });
  }
  return answers;
}

/** Known answers to questions that do not apply: somebody is mistaken, and it is not for a program to say who. */
export function inapplicable(screening: Screening, levels: readonly Level[], screen: Screen): readonly Problem[] {
  const { answers, questions, ruleSet } = screening;
  return ruleSet.questions.flatMap((question) => {
    const answer = answers.get(question.id);
    if (answer?.kind !== 'known' || questions.get(question.id) !== 'not-applicable') return [];
    const closing = closedBy(question, screening, screen);
    const because = closing.map((id) => `"${id}" is ${spell(answers.get(id))}`).join(' and ');
    const place = levels.find((level) => level.where.has(question.id))?.where.get(question.id);
    return [
      {
        message: `"${question.id}" is given as ${spell(answer)} and does not apply${because === '' ? '' : `: ${because}`}.`,
        hint:
          closing.length === 0
            ? 'Leave it out.'
            : `Leave it out, or correct ${closing.map((id) => `"${id}"`).join(' or ')}.`,
        ...(place === undefined || answer.origin === 'flag' ? {} : { where: place }),
      },
    ];
  });
}

/** The answers that close the gate of a question, or one of the gates before it: without any of them it could still apply. */
function closedBy(question: Question, { answers, ruleSet }: Screening, screen: Screen): readonly QuestionId[] {
  const closed = (ids: readonly QuestionId[]): boolean =>
    screen(new Map(ids.map((id) => [id, answers.get(id)!]))).questions.get(question.id) === 'not-applicable';
  let needed = gatesBefore(question, ruleSet).filter((id) => answers.get(id)?.kind === 'known');
  // Those nearest to the question first: an answer that does not apply itself is not to blame.
  for (const id of needed) {
    const without = needed.filter((other) => other !== id);
    if (closed(without)) needed = without;
  }
  return needed;
}

/** The questions that a question's gate reads, then those that theirs read. */
function gatesBefore(question: Question, { questions }: RuleSet): readonly QuestionId[] {
  const found = new Set<QuestionId>(question.askIf === undefined ? [] : questionsOf(question.askIf));
  for (const id of found) {
    const askIf = questions.find((one) => one.id === id)?.askIf;
    if (askIf !== undefined) for (const more of questionsOf(askIf)) found.add(more);
  }
  return [...found];
}

/**
 * What stronger answers put in the place of weaker ones, and the contraindications that went with them.
 *
 * A contraindication went with an answer where the old answer alone would bring it back, or where all of them together
 * would and its condition reads this one.
 */
export function overrodeBy(final: Screening, levels: readonly Level[], screen: Screen): readonly Overrode[] {
  const replaced = levels.flatMap(({ answers }) =>
    [...answers].flatMap(([question, was]) => {
      const by = final.answers.get(question);
      // "Don't know" never takes the place of an answer unless a person put it there.
      if (
        by === undefined ||
        STRENGTH[by.origin] <= STRENGTH[was.origin] ||
        (by.kind === 'unknown' && by.origin !== 'prompt')
      )
        return [];
      return same(was, by) ? [] : [{ question, was, by }];
    }),
  );
  if (replaced.length === 0) return [];
  const now = present(final);
  const lost = (changed: readonly (readonly [QuestionId, Answer])[]): readonly CriterionId[] =>
    [...present(screen(new Map([...final.answers, ...changed])))].filter((id) => !now.has(id));
  const known = replaced.filter(({ was }) => was.kind === 'known');
  const together = known.length > 1 ? lost(known.map(({ question, was }) => [question, was])) : [];
  const reads = new Map(final.contraindications.map(({ criterion, questions }) => [criterion.id, questions]));
  return replaced.map(({ question, was, by }) => {
    const alone = was.kind === 'known' ? lost([[question, was]]) : [];
    const shared = together.filter((id) => !alone.includes(id) && (reads.get(id) ?? []).includes(question));
    return { question, was, by, removed: [...alone, ...shared] };
  });
}

function present(screening: Screening): ReadonlySet<CriterionId> {
  return new Set(
    screening.contraindications.filter(({ state }) => state === 'present').map(({ criterion }) => criterion.id),
  );
}

function unknownQuestion(ruleSet: RuleSet, id: string, where: string): Problem {
  const message = `${quote(ruleSet.id)} has no question ${quote(id)}.`;
  const criterion = criteriaOf(ruleSet).find((candidate) => candidate.id === id);
  if (criterion !== undefined) {
    const read = questionsOf(criterion.when).map(quote).join(', ');
    return { message, where, hint: `It is a criterion; answer what it reads: ${read}.` };
  }
  const meant = nearest(
    id,
    ruleSet.questions.map((question) => question.id),
  );
  return {
    message,
    where,
    hint: meant === undefined ? '"candidacy --help" lists the questions.' : `Did you mean ${quote(meant)}?`,
  };
}

/** Whether two answers say the same, wherever they come from. */
export function same(a: Answer, b: Answer): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.kind === b.kind;
  return a.unit === b.unit && String(a.value) === String(b.value) && Array.isArray(a.value) === Array.isArray(b.value);
}

/** An answer as a person would write it. */
export function spell(answer: Answer | undefined): string {
  if (answer === undefined) return 'not answered';
  if (answer.kind === 'unknown') return 'unknown';
  return visible(`${spellValue(answer.value)}${answer.unit === undefined ? '' : ` ${answer.unit}`}`);
}

function spellValue(value: AnswerValue): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value.length === 0 ? 'none' : value.join(',');
}

function quote(text: string): string {
  return `"${visible(text)}"`;
}
