import { questionsOf } from '../model/condition.js';
import type { Question, QuestionId } from '../model/question.js';
import { criteriaOf, type Criterion, type RuleSet } from '../model/ruleset.js';

/** In the order they are asked. `other` is what no criterion reads: asked for advice, say. */
export type Section = 'red-flags' | 'contraindications' | 'indications' | 'supporting' | 'other';

// prettier-ignore
export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  'red-flags':       'Red flags',
  contraindications: 'Contraindications',
  indications:       'Indications',
  supporting:        'Supporting factors',
  other:             'Other questions',
};

/** The questions that stand on one screen. */
export interface Page {
  readonly section: Section;
  readonly title: string;
  readonly questions: readonly QuestionId[];
}

/** What a rule set asks, in the order in which it is put to a person: safety first. */
export interface Agenda {
  readonly pages: readonly Page[];
  readonly questions: ReadonlyMap<QuestionId, Question>;
  /** The criteria that read a question, and those that read what it gates. */
  readonly readers: ReadonlyMap<QuestionId, readonly Criterion[]>;
}

export function agendaOf(ruleSet: RuleSet): Agenda {
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const readers = new Map<QuestionId, Criterion[]>(ruleSet.questions.map((question) => [question.id, []]));
  for (const criterion of criteriaOf(ruleSet)) {
    for (const id of withGates(questionsOf(criterion.when), questions)) readers.get(id)?.push(criterion);
  }

  const pages = new Map<string, { section: Section; title: string; questions: QuestionId[] }>();
  for (const section of Object.keys(SECTION_TITLES) as Section[]) {
    for (const id of gatesFirst(ruleSet.questions, questions)) {
      const read = readers.get(id) ?? [];
      if (sectionOf(read) !== section) continue;
      const group = questions.get(id)?.group ?? read.find((criterion) => sectionOf([criterion]) === section)?.group;
      const title =
        group === undefined || group === SECTION_TITLES[section]
          ? SECTION_TITLES[section]
          : `${SECTION_TITLES[section]}: ${group}`;
      const page = pages.get(`${section} ${title}`) ?? { section, title, questions: [] };
      pages.set(`${section} ${title}`, page);
      page.questions.push(id);
    }
  }
  return { pages: [...pages.values()], questions, readers };
}

/** Every question in the order it is put. */
export function orderOf(agenda: Agenda): readonly QuestionId[] {
  return agenda.pages.flatMap((page) => page.questions);
}

export function questionOf(agenda: Agenda, id: QuestionId): Question {
  const question = agenda.questions.get(id);
  if (question === undefined) throw new Error(`No question has the id "${id}".`);
  return question;
}

export function pageOf(agenda: Agenda, id: QuestionId): Page {
  const page = agenda.pages.find(({ questions }) => questions.includes(id));
  if (page === undefined) throw new Error(`No page has the question "${id}".`);
  return page;
}

/** A question in a few words: its name, that of the criterion it was written for, else the question itself without its mark. */
export function labelOf(agenda: Agenda, id: QuestionId): string {
  const own = agenda.readers.get(id)?.find((criterion) => criterion.id === id);
  const { name, ask } = questionOf(agenda, id);
  return name ?? own?.name ?? ask.replace(/\s*[?？:]\s*$/, '');
}

/** The first section that any reader belongs to: a question that two sections read is asked once, in the earlier. */
function sectionOf(readers: readonly Criterion[]): Section {
  if (readers.some((criterion) => criterion.kind === 'contraindication' && criterion.urgent)) return 'red-flags';
  if (readers.some((criterion) => criterion.kind === 'contraindication')) return 'contraindications';
  if (readers.some((criterion) => criterion.kind === 'indication')) return 'indications';
  return readers.length > 0 ? 'supporting' : 'other';
}

/** The questions, and those that decide whether they apply. */
function withGates(ids: readonly QuestionId[], questions: ReadonlyMap<QuestionId, Question>): ReadonlySet<QuestionId> {
  const found = new Set<QuestionId>();
  const visit = (id: QuestionId): void => {
    if (found.has(id)) return;
    found.add(id);
    const gate = questions.get(id)?.askIf;
    if (gate !== undefined) questionsOf(gate).forEach(visit);
  };
  ids.forEach(visit);
  return found;
}

/** In the order of the file, but no question before one that decides whether it applies. */
function gatesFirst(inOrder: readonly Question[], questions: ReadonlyMap<QuestionId, Question>): readonly QuestionId[] {
  const found = new Set<QuestionId>();
  const entered = new Set<QuestionId>();
  const visit = (id: QuestionId): void => {
    if (entered.has(id)) return;
    entered.add(id);
    const gate = questions.get(id)?.askIf;
    if (gate !== undefined) questionsOf(gate).forEach(visit);
    found.add(id);
  };
  inOrder.forEach((question) => visit(question.id));
  return [...found];
}
