import { at } from '../../model/pointer.js';
import { type Citation, criteriaOf } from '../../model/ruleset.js';
import { finding, type Check } from './finding.js';

/** Criteria without a source. */
export const missingSources: Check = ({ ruleSet }) =>
  criteriaOf(ruleSet).flatMap(({ id, at: where, source, evidence }) =>
    (source !== undefined && Object.keys(source).length > 0) || evidence?.grade !== undefined
      ? []
      : [
          finding('missing-source', 'warning', where, `"${id}" names no source.`, {
            hint: 'Add "source: { ID: PLACE }"; or say "evidence: { grade: … }" what it rests on instead.',
          }),
        ],
  );

/** Sources that nothing cites. */
export const unusedSources: Check = ({ ruleSet }) => {
  const citations: readonly (Citation | undefined)[] = [
    ...criteriaOf(ruleSet).map(({ source }) => source),
    ...ruleSet.advice.map(({ source }) => source),
    ...ruleSet.evidence.flatMap(({ claimSource, source }) => [claimSource, source]),
  ];
  const cited = new Set(citations.flatMap((citation) => Object.keys(citation ?? {})));
  return ruleSet.sources.flatMap(({ id, at: where }) =>
    cited.has(id)
      ? []
      : [
          finding('unused-source', 'warning', where, `Nothing cites the source "${id}".`, {
            side: 'key',
            hint: 'Cite it, or leave it out.',
          }),
        ],
  );
};

/** Evidence that wanted another look before the day. */
export const overdueReviews: Check = ({ ruleSet, on }) =>
  criteriaOf(ruleSet).flatMap(({ id, at: where, evidence }) =>
    evidence?.reviewBy === undefined || evidence.reviewBy >= on
      ? []
      : [
          finding(
            'review-overdue',
            'warning',
            at(where, 'evidence', 'review-by'),
            `The evidence for "${id}" wanted another look by ${evidence.reviewBy}.`,
            { hint: 'Look again, and write the day of the next review.' },
          ),
        ],
  );
