// The compound task by hand, in Kleene's logic: exact here, since no question is read twice.
import type { ExplainedVerdict, ListedContraindication, ListedFinding, PlainVerdict } from '../../src/index.js';
import type { SettledOutcome } from '../../src/index.js';
import type { Person } from './task.js';

/** How a criterion stands. */
type State = 'present' | 'absent' | 'unknown';

const bothYes = (a: string | undefined, b: string | undefined): State =>
  a === 'yes' && b === 'yes' ? 'present' : a === 'no' || b === 'no' ? 'absent' : 'unknown';
const oneYes = (a: string | undefined, b: string | undefined): State =>
  a === 'yes' || b === 'yes' ? 'present' : a === 'no' && b === 'no' ? 'absent' : 'unknown';
/** Weights of those that say yes, against a threshold; those that are not known may come to it. */
const reaches = (yes: number, open: number, atLeast: number): State =>
  yes >= atLeast ? 'present' : yes + open < atLeast ? 'absent' : 'unknown';
const yes = (answer: string | undefined, weight = 1): number => (answer === 'yes' ? weight : 0);
const open = (answer: string | undefined, weight = 1): number => (answer === 'unknown' ? weight : 0);
const weighed = (
  a: string | undefined,
  wa: number,
  b: string | undefined,
  wb: number,
  c: string | undefined,
  wc: number,
  atLeast: number,
): State => reaches(yes(a, wa) + yes(b, wb) + yes(c, wc), open(a, wa) + open(b, wb) + open(c, wc), atLeast);

const brokenMetal = (p: Person): State => bothYes(p['metallic-hardware'], p['spinal-fracture']);
const twoDangers = (p: Person): State =>
  weighed(p['spine-infection'], 1, p['severe-osteoporosis'], 1, p['pregnancy'], 1, 2);
const muchTried = (p: Person): State =>
  weighed(p['failed-chiropractic'], 2, p['failed-physical-therapy'], 2, p['tried-medications'], 1, 4);
const aDisc = (p: Person): State => oneYes(p['herniated-disc'], p['bulging-disc']);
const twoFindings = (p: Person): State => weighed(p['spinal-stenosis'], 1, p['sciatica'], 1, p['scoliosis'], 1, 2);
const wear = (p: Person): State =>
  weighed(p['spondylolisthesis'], 2, p['degenerative-disc-disease'], 3, p['wants-to-avoid-surgery'], 1, 3);
const noOtherWay = (p: Person): State => oneYes(p['told-needs-surgery'], p['told-no-other-option']);

function verdictOf(metal: State, two: State, tried: State, disc: State, findings: State, worn: State): PlainVerdict {
  if (metal === 'present' || two === 'present')
    return { outcome: 'contraindicated', eligible: 'no', urgent: 'not-asked', possible: ['contraindicated'] };
  const possible: SettledOutcome[] = [];
  if (metal === 'unknown' || two === 'unknown') possible.push('contraindicated');
  const indicated = disc === 'present' || findings === 'present' || worn === 'present';
  const indicable = indicated || disc === 'unknown' || findings === 'unknown' || worn === 'unknown';
  if (!indicated) possible.push('not-indicated');
  const refused = possible.length;
  if (indicable && tried !== 'absent') possible.push('candidate-with-caution');
  if (indicable && tried !== 'present') possible.push('candidate');
  return {
    outcome: possible.length === 1 ? possible[0]! : 'needs-information',
    eligible: possible.length === refused ? 'no' : refused === 0 ? 'yes' : 'unknown',
    urgent: 'not-asked',
    possible,
  };
}

export function compoundVerdict(p: Person): PlainVerdict {
  return verdictOf(brokenMetal(p), twoDangers(p), muchTried(p), aDisc(p), twoFindings(p), wear(p));
}

/** With findings and reasons. What is missing is left out: by hand it is a program of its own. */
export function compoundExplained(p: Person): Omit<ExplainedVerdict, 'missing' | 'missingForUrgent' | 'next'> {
  const metal = brokenMetal(p);
  const two = twoDangers(p);
  const tried = muchTried(p);
  const disc = aDisc(p);
  const findings = twoFindings(p);
  const worn = wear(p);
  const other = noOtherWay(p);
  const contraindications: ListedContraindication[] = [];
  if (metal === 'present')
    contraindications.push({
      id: 'broken-metal',
      state: metal,
      severity: 'absolute',
      urgent: false,
      because: 'The reason for broken-metal.',
    });
  else if (metal === 'unknown')
    contraindications.push({ id: 'broken-metal', state: metal, severity: 'absolute', urgent: false });
  if (two === 'present')
    contraindications.push({
      id: 'two-dangers',
      state: two,
      severity: 'absolute',
      urgent: false,
      because: 'The reason for two-dangers.',
    });
  else if (two === 'unknown')
    contraindications.push({ id: 'two-dangers', state: two, severity: 'absolute', urgent: false });
  if (tried === 'present')
    contraindications.push({
      id: 'much-tried',
      state: tried,
      severity: 'relative',
      urgent: false,
      because: 'The reason for much-tried.',
    });
  else if (tried === 'unknown')
    contraindications.push({ id: 'much-tried', state: tried, severity: 'relative', urgent: false });
  const indications: ListedFinding[] = [];
  if (disc === 'present') indications.push({ id: 'a-disc', state: disc, because: 'The reason for a-disc.' });
  else if (disc === 'unknown') indications.push({ id: 'a-disc', state: disc });
  if (findings === 'present')
    indications.push({ id: 'two-findings', state: findings, because: 'The reason for two-findings.' });
  else if (findings === 'unknown') indications.push({ id: 'two-findings', state: findings });
  if (worn === 'present') indications.push({ id: 'wear', state: worn, because: 'The reason for wear.' });
  else if (worn === 'unknown') indications.push({ id: 'wear', state: worn });
  const supporting: ListedFinding[] = [];
  if (other === 'present')
    supporting.push({ id: 'no-other-way', state: other, because: 'The reason for no-other-way.' });
  else if (other === 'unknown') supporting.push({ id: 'no-other-way', state: other });
  const { outcome, eligible, urgent, possible } = verdictOf(metal, two, tried, disc, findings, worn);
  return { outcome, eligible, urgent, possible, contraindications, indications, supporting };
}
