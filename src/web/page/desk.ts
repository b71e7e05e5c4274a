import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compile, type Compiled } from '../../engine/compile.js';
import { agendaOf, labelOf } from '../../interview/agenda.js';
import { momentOf } from '../../interview/moment.js';
import { referenceProblem } from '../../interview/reference.js';
import {
  answered,
  cleared,
  counting,
  type Effect,
  effectText,
  openRedFlags,
  type Session,
  sessionOf,
  type Setting,
} from '../../interview/session.js';
import type { Answer } from '../../model/answer.js';
import type { QuestionId } from '../../model/question.js';
import { DEFAULT_LANGUAGE, inLanguage } from '../../model/translation.js';
import { recordOf } from '../../report/index.js';
import type { Result } from '../../report/result.js';
import type { PageData } from '../page-data.js';

/** One patient at the desk: what was answered, and what it comes to. */
export interface Desk {
  readonly setting: Setting;
  readonly language: string;
  readonly session: () => Session;
  /** Answers a question, or takes its answer back; says what that did to other answers. */
  readonly answer: (question: QuestionId, answer: Answer | undefined) => string | undefined;
  /** Told of what is typed and not understood: nothing is saved until it is. */
  readonly wrong: (question: QuestionId, wrong: boolean) => void;
  /** Takes a reference; what is wrong with it, to stand behind "The reference". */
  readonly refer: (reference: string) => string | undefined;
  /** Why the screening cannot end yet; undefined where it can. */
  readonly held: () => string | undefined;
  /** All there is to say about the answers so far, with the rule set inside. */
  readonly result: () => Result;
}

/** Throws `BudgetError` where the rule set is too entangled, which the export holds against. */
export function deskOf({ ruleSet, language, tool }: PageData): Desk {
  const compiled: Compiled = compile(ruleSet);
  const spoken = language === undefined ? ruleSet : inLanguage(ruleSet, language);
  const asking = language === undefined ? compiled : compile(spoken);
  // The day on which the first question is answered: a page may stay open over night.
  let { on } = momentOf(new Date());
  const settingOn = (day: string): Setting => ({
    ruleSet: spoken,
    agenda: agendaOf(spoken),
    stand: (answers) => asking.standing(answers, { on: day }),
    on: day,
    now: () => momentOf(new Date()).screenedAt,
    reference: undefined,
  });
  let setting = settingOn(on);
  let session = sessionOf(setting, new Map());
  let reference: string | undefined;
  let referenceWrong: string | undefined;
  const notUnderstood = new Set<QuestionId>();

  const renew = (): void => {
    const today = momentOf(new Date()).on;
    if (session.answers.size > 0 || today === on) return;
    on = today;
    setting = settingOn(on);
    session = sessionOf(setting, new Map());
  };
  const labels = (ids: readonly QuestionId[]): string => ids.map((id) => `“${labelOf(setting.agenda, id)}”`).join(', ');

  return {
    get setting() {
      return setting;
    },
    language: language ?? ruleSet.language ?? DEFAULT_LANGUAGE,
    session: () => session,
    answer: (question, answer) => {
      renew();
      if (answer === undefined && !session.answers.has(question)) return undefined;
      const effect: Effect =
        answer === undefined ? cleared(setting, session, question) : answered(setting, session, question, answer);
      session = effect.session;
      return effectText(setting, effect);
    },
    wrong: (question, wrong) => {
      if (wrong) notUnderstood.add(question);
      else notUnderstood.delete(question);
    },
    refer: (text) => {
      const wanted = text.trim();
      referenceWrong = wanted === '' ? undefined : referenceProblem(wanted);
      reference = wanted === '' || referenceWrong !== undefined ? undefined : wanted;
      return referenceWrong;
    },
    held: () => {
      const wrong = [...notUnderstood].filter((id) => session.standing.questions.get(id) !== 'not-applicable');
      if (wrong.length > 0) return `Not understood: ${labels(wrong)}.`;
      if (referenceWrong !== undefined) return `The reference ${referenceWrong}.`;
      const { unasked } = openRedFlags(session);
      return unasked.length === 0 ? undefined : `Red flags not asked about: ${labels(unasked)}.`;
    },
    result: () =>
      recordOf({
        screening: compiled.screen(counting(session), { on }),
        overrode: [],
        reference: reference ?? null,
        tool,
        screenedAt: momentOf(new Date()).screenedAt,
        sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
        ...(language === undefined ? {} : { language }),
      }),
  };
}
