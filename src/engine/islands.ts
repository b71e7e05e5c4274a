import { questionsOf } from '../model/condition.js';
import type { Question, QuestionId } from '../model/question.js';
import type { Criterion } from '../model/ruleset.js';

/** The questions and those their gates read, each once, every gate before what it gates. */
export function withGates(
  ids: readonly QuestionId[],
  questions: ReadonlyMap<QuestionId, Question>,
): readonly QuestionId[] {
  const found = new Set<QuestionId>();
  const visit = (id: QuestionId): void => {
    if (found.has(id)) return;
    const askIf = questions.get(id)?.askIf;
    if (askIf !== undefined) questionsOf(askIf).forEach(visit);
    found.add(id);
  };
  ids.forEach(visit);
  return [...found];
}

/** The connected components of the questions that decide, and the criteria over each. */
export function islandsOf(
  criteria: readonly Criterion[],
  questions: ReadonlyMap<QuestionId, Question>,
): readonly { readonly questions: readonly QuestionId[]; readonly criteria: readonly Criterion[] }[] {
  return linked(readsOf(criteria, questions)).map((group) => ({
    questions: group.questions,
    criteria: group.members.map((index) => criteria[index]!),
  }));
}

/** For each criterion the questions that it hangs on. */
export function readsOf(
  criteria: readonly Criterion[],
  questions: ReadonlyMap<QuestionId, Question>,
): readonly (readonly QuestionId[])[] {
  return criteria.map((criterion) => withGates(questionsOf(criterion.when), questions));
}

/** Groups what reads a question in common, directly or through others: the places in the list, and the questions read. */
export function linked(
  reads: readonly (readonly QuestionId[])[],
): readonly { readonly questions: readonly QuestionId[]; readonly members: readonly number[] }[] {
  const parent = new Map<QuestionId, QuestionId>();
  const top = (id: QuestionId): QuestionId => {
    const up = parent.get(id)!;
    return up === id ? id : top(up);
  };
  for (const ids of reads) {
    for (const id of ids) {
      if (!parent.has(id)) parent.set(id, id);
      parent.set(top(id), top(ids[0]!));
    }
  }
  const groups = new Map<QuestionId, { questions: Set<QuestionId>; members: number[] }>();
  reads.forEach((ids, index) => {
    const key = top(ids[0]!);
    const group = groups.get(key) ?? { questions: new Set(), members: [] };
    ids.forEach((id) => group.questions.add(id));
    group.members.push(index);
    groups.set(key, group);
  });
  return [...groups.values()].map((group) => ({ questions: [...group.questions], members: group.members }));
}
