import { parseDay } from '../model/date.js';
import { at, type Pointer } from '../model/pointer.js';
import type { Advice, Citation, Evidence, EvidenceItem, Objection, Price, Source } from '../model/ruleset.js';
import { lowerCondition } from './lower-condition.js';
import { oneLine, present, type Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { ConditionInput } from './schema-condition.js';
import type { AdviceInput, ClaimInput, CriterionInput, ObjectionInput, SourceInput } from './schema.js';

export function lowerSource(id: string, input: SourceInput, where: Pointer): Source {
  return {
    id,
    title: oneLine(input.title),
    ...present({
      publisher: input.publisher === undefined ? undefined : oneLine(input.publisher),
      authors: input.authors === undefined ? undefined : oneLine(input.authors),
      year: input.year,
      url: input.url,
      doi: input.doi,
    }),
    at: where,
  };
}

export function lowerCitation(
  input: CriterionInput['source'],
  where: Pointer,
  lowering: Lowering,
): Citation | undefined {
  if (input === undefined) return undefined;
  for (const id of Object.keys(input)) {
    if (lowering.sources.has(id)) continue;
    lowering.report(
      problem('unknown-source', at(where, id), `No source has the id ${quoted(id)}.`, {
        side: 'key',
        hint: lowering.didYouMean(id, lowering.sources) ?? 'Add it under "sources:", or correct the id.',
      }),
    );
  }
  return Object.fromEntries(Object.entries(input).map(([id, place]) => [id, oneLine(place)]));
}

export function lowerEvidence(
  input: CriterionInput['evidence'],
  where: Pointer,
  lowering: Lowering,
): Evidence | undefined {
  if (input === undefined) return undefined;
  const reviewBy = input['review-by'];
  if (reviewBy !== undefined && parseDay(reviewBy) === undefined) {
    lowering.report(
      problem('bad-date', at(where, 'review-by'), `${quoted(reviewBy)} is not a day of the calendar.`, {
        hint: 'Write it as YYYY-MM-DD, such as 2026-03-01.',
      }),
    );
  }
  return present({
    grade: input.grade === undefined ? undefined : oneLine(input.grade),
    verified: input.verified,
    reviewBy,
  });
}

export function lowerAdvice(input: AdviceInput, where: Pointer, lowering: Lowering): Advice {
  const when = input.when === undefined ? undefined : lowerCondition(input.when, at(where, 'when'), lowering);
  const unless = (input.unless ?? []).flatMap(
    (objection, index) => lowerObjection(objection, at(where, 'unless', index), lowering) ?? [],
  );
  return {
    id: input.id,
    title: oneLine(input.title),
    type: input.type,
    ...present({ text: input.text === undefined ? undefined : oneLine(input.text) }),
    steps: (input.steps ?? []).map(oneLine),
    ...present({
      dose: input.dose === undefined ? undefined : oneLine(input.dose),
      price: lowerPrice(input.price, at(where, 'price'), lowering),
      when,
    }),
    unless,
    ...present({ source: lowerCitation(input.source, at(where, 'source'), lowering) }),
    at: where,
  };
}

function lowerPrice(input: AdviceInput['price'], where: Pointer, lowering: Lowering): Price | undefined {
  if (input === undefined) return undefined;
  const { per, range, currency, course } = input;
  if (range[0] > range[1]) {
    lowering.report(
      problem('wrong-value', at(where, 'range'), 'The price begins above its end.', {
        hint: 'Write the lower price first: [125, 150].',
      }),
    );
  }
  const [from, to] = range;
  return { each: oneLine(per[0]), several: oneLine(per[1]), from, to, currency, ...present({ course }) };
}

function lowerObjection(input: ObjectionInput, where: Pointer, lowering: Lowering): Objection | undefined {
  if (typeof input === 'object' && 'unasked' in input) {
    const { unasked, because } = input as { unasked: string; because?: string };
    return { unasked: oneLine(unasked), ...reason(because), at: where };
  }
  if (typeof input === 'object' && 'when' in input) {
    const { when, because } = input as { when: ConditionInput; because?: string };
    const condition = lowerCondition(when, at(where, 'when'), lowering);
    return condition === undefined ? undefined : { condition, ...reason(because), at: where };
  }
  const condition = lowerCondition(input, where, lowering);
  return condition === undefined ? undefined : { condition, at: where };
}

function reason(because: string | undefined): { readonly because?: string } {
  return because === undefined ? {} : { because: oneLine(because) };
}

export function lowerClaim(input: ClaimInput, where: Pointer, lowering: Lowering): EvidenceItem {
  return {
    claim: oneLine(input.claim),
    ...present({ side: input.side }),
    ...present({ claimSource: lowerCitation(input.says, at(where, 'says'), lowering) }),
    found: oneLine(input.found),
    ...present({
      source: lowerCitation(input.source, at(where, 'source'), lowering),
      evidence: lowerEvidence(input.evidence, at(where, 'evidence'), lowering),
    }),
    at: where,
  };
}
