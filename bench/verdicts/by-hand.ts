// The simple task as somebody would write it who needs nothing else: straight-line code, every answer trusted to be one of three words.
import type { ExplainedVerdict, ListedContraindication, ListedFinding, PlainVerdict } from '../../src/index.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Person } from './task.js';

const verdict = (
  outcome: PlainVerdict['outcome'],
  eligible: PlainVerdict['eligible'],
  possible: PlainVerdict['possible'],
): PlainVerdict => ({ outcome, eligible, urgent: 'not-asked', possible });

const shared = {
  ruledOut: verdict('contraindicated', 'no', ['contraindicated']),
  candidate: verdict('candidate', 'yes', ['candidate']),
  notIndicated: verdict('not-indicated', 'no', ['not-indicated']),
  dangerOpen: verdict('needs-information', 'unknown', ['contraindicated', 'candidate']),
  bothOpen: verdict('needs-information', 'unknown', ['contraindicated', 'not-indicated', 'candidate']),
  indicationOpen: verdict('needs-information', 'unknown', ['not-indicated', 'candidate']),
  neverEligible: verdict('needs-information', 'no', ['contraindicated', 'not-indicated']),
};

const ruledOut = (p: Person): boolean =>
  p['metallic-hardware'] === 'yes' ||
  p['spinal-fracture'] === 'yes' ||
  p['spine-infection'] === 'yes' ||
  p['severe-osteoporosis'] === 'yes' ||
  p['pregnancy'] === 'yes';
const dangerOpen = (p: Person): boolean =>
  p['metallic-hardware'] !== 'no' ||
  p['spinal-fracture'] !== 'no' ||
  p['spine-infection'] !== 'no' ||
  p['severe-osteoporosis'] !== 'no' ||
  p['pregnancy'] !== 'no';
const indicated = (p: Person): boolean =>
  p['herniated-disc'] === 'yes' ||
  p['bulging-disc'] === 'yes' ||
  p['spinal-stenosis'] === 'yes' ||
  p['sciatica'] === 'yes' ||
  p['scoliosis'] === 'yes' ||
  p['spondylolisthesis'] === 'yes' ||
  p['degenerative-disc-disease'] === 'yes';
const indicationOpen = (p: Person): boolean =>
  p['herniated-disc'] !== 'no' ||
  p['bulging-disc'] !== 'no' ||
  p['spinal-stenosis'] !== 'no' ||
  p['sciatica'] !== 'no' ||
  p['scoliosis'] !== 'no' ||
  p['spondylolisthesis'] !== 'no' ||
  p['degenerative-disc-disease'] !== 'no';

/** Hands out verdicts that are there already: the least that a verdict can cost. */
export function sharedVerdict(p: Person): PlainVerdict {
  if (ruledOut(p)) return shared.ruledOut;
  if (indicated(p)) return dangerOpen(p) ? shared.dangerOpen : shared.candidate;
  if (indicationOpen(p)) return dangerOpen(p) ? shared.bothOpen : shared.indicationOpen;
  return dangerOpen(p) ? shared.neverEligible : shared.notIndicated;
}

/** Builds what it gives back. */
export function builtVerdict(p: Person): PlainVerdict {
  if (ruledOut(p)) return verdict('contraindicated', 'no', ['contraindicated']);
  if (indicated(p))
    return dangerOpen(p)
      ? verdict('needs-information', 'unknown', ['contraindicated', 'candidate'])
      : verdict('candidate', 'yes', ['candidate']);
  if (indicationOpen(p))
    return dangerOpen(p)
      ? verdict('needs-information', 'unknown', ['contraindicated', 'not-indicated', 'candidate'])
      : verdict('needs-information', 'unknown', ['not-indicated', 'candidate']);
  return dangerOpen(p)
    ? verdict('needs-information', 'no', ['contraindicated', 'not-indicated'])
    : verdict('not-indicated', 'no', ['not-indicated']);
}

/** Refuses a name and a word that it does not know, as `judge` does. */
export function checkedVerdict({ questions }: RuleSet): (p: Person) => PlainVerdict {
  const ids = new Set(questions.map(({ id }) => id));
  return (p) => {
    for (const id of Object.keys(p)) if (!ids.has(id)) throw new Error(id);
    for (const word of Object.values<string>(p))
      if (word !== 'yes' && word !== 'no' && word !== 'unknown') throw new Error(word);
    return sharedVerdict(p);
  };
}

type Word = 'yes' | 'no' | 'unknown' | undefined;

function danger(found: ListedContraindication[], id: string, answer: Word, because: string): void {
  if (answer === 'yes') found.push({ id, state: 'present', severity: 'absolute', urgent: false, because });
  else if (answer === 'unknown') found.push({ id, state: 'unknown', severity: 'absolute', urgent: false });
}

function factor(found: ListedFinding[], id: string, answer: Word, because: string): void {
  if (answer === 'yes') found.push({ id, state: 'present', because });
  else if (answer === 'unknown') found.push({ id, state: 'unknown' });
}

/** The verdict with findings, reasons and what is missing. `reasons` are those of the rule set. */
export function explained(reasons: Readonly<Record<string, string>>): (p: Person) => ExplainedVerdict {
  return (p) => {
    const { outcome, eligible, urgent, possible } = sharedVerdict(p);
    const contraindications: ListedContraindication[] = [];
    danger(contraindications, 'metallic-hardware', p['metallic-hardware'], reasons['metallic-hardware']!);
    danger(contraindications, 'spinal-fracture', p['spinal-fracture'], reasons['spinal-fracture']!);
    danger(contraindications, 'spine-infection', p['spine-infection'], reasons['spine-infection']!);
    danger(contraindications, 'severe-osteoporosis', p['severe-osteoporosis'], reasons['severe-osteoporosis']!);
    danger(contraindications, 'pregnancy', p['pregnancy'], reasons['pregnancy']!);
    const indications: ListedFinding[] = [];
    factor(indications, 'herniated-disc', p['herniated-disc'], reasons['herniated-disc']!);
    factor(indications, 'bulging-disc', p['bulging-disc'], reasons['bulging-disc']!);
    factor(indications, 'spinal-stenosis', p['spinal-stenosis'], reasons['spinal-stenosis']!);
    factor(indications, 'sciatica', p['sciatica'], reasons['sciatica']!);
    factor(indications, 'scoliosis', p['scoliosis'], reasons['scoliosis']!);
    factor(indications, 'spondylolisthesis', p['spondylolisthesis'], reasons['spondylolisthesis']!);
    factor(
      indications,
      'degenerative-disc-disease',
      p['degenerative-disc-disease'],
      reasons['degenerative-disc-disease']!,
    );
    const supporting: ListedFinding[] = [];
    factor(supporting, 'told-needs-surgery', p['told-needs-surgery'], reasons['told-needs-surgery']!);
    factor(supporting, 'told-no-other-option', p['told-no-other-option'], reasons['told-no-other-option']!);
    factor(supporting, 'wants-to-avoid-surgery', p['wants-to-avoid-surgery'], reasons['wants-to-avoid-surgery']!);
    factor(supporting, 'failed-chiropractic', p['failed-chiropractic'], reasons['failed-chiropractic']!);
    factor(supporting, 'failed-physical-therapy', p['failed-physical-therapy'], reasons['failed-physical-therapy']!);
    factor(supporting, 'tried-medications', p['tried-medications'], reasons['tried-medications']!);
    const missing: string[] = [];
    if (outcome === 'needs-information') {
      for (const { id, state } of contraindications) if (state === 'unknown') missing.push(id);
      if (!indicated(p)) for (const { id, state } of indications) if (state === 'unknown') missing.push(id);
    }
    return {
      outcome,
      eligible,
      urgent,
      possible,
      contraindications,
      indications,
      supporting,
      missing,
      missingForUrgent: [],
      next: null,
    };
  };
}
