import { isDated } from '../analysis/dated.js';
import type { Proof, Proofs } from '../analysis/prove.js';
import { visible, visibleJson } from '../model/visible.js';
import { inRound } from './counts.js';
import { margin, paragraph } from './paragraph.js';
import { answersData, screenCall } from './patient.js';
import type { Style, Tone } from './style.js';
import { counted } from './words.js';

/** The proofs about one rule set, and how its file is called. */
export interface ProofReport {
  readonly name: string;
  readonly proofs: Proofs;
}

// prettier-ignore
const SAID: Readonly<Record<Proof['result'], { readonly word: string; readonly tone: Tone }>> = {
  proved:    { word: 'proved',     tone: 'go' },
  refuted:   { word: 'REFUTED',    tone: 'stop' },
  empty:     { word: 'EMPTY',      tone: 'caution' },
  undecided: { word: 'UNDECIDED',  tone: 'caution' },
};

/** Whether there is something to mend. */
export function isWanting({ result }: Proof): boolean {
  return result !== 'proved';
}

export function proveText(reports: readonly ProofReport[], style: Style, width: number): string {
  const room = Math.max(30, Math.min(92, width));
  return reports
    .map(({ name, proofs: { ruleSet, on, proofs } }) => {
      const lines = [style.heading(`${visible(name)} (${visible(ruleSet.version)})`)];
      for (const proof of proofs) {
        const { word, tone } = SAID[proof.result];
        const claim = `${proof.claim} `;
        lines.push(
          ...paragraph(
            [{ text: `${word}: `, paint: style[tone] }, claim, { text: `[${proof.id}]`, paint: style.faint }],
            room,
            margin(4, style.signs.bullet, style.faint),
          ),
        );
        const more = explained(proof);
        if (more !== '') lines.push(...paragraph([{ text: more, paint: style.faint }], room, margin(4)));
        if (proof.result === 'refuted' && proof.patient !== undefined)
          lines.push(`    ${style.faint('$')} ${callFor(name, ruleSet.questions, on, proof.patient)}`);
      }
      return `${[...lines, '', summary(proofs, isDated(ruleSet) ? on : undefined)].join('\n')}\n`;
    })
    .join('\n');
}

/** What was covered, so that nobody takes silence for success. */
function explained({ id, result, covered, questions, patient }: Proof): string {
  const sets =
    covered === undefined
      ? 'More answer sets than can be counted'
      : `${inRound(covered)} answer ${covered === 1n ? 'set' : 'sets'}`;
  switch (result) {
    case 'proved':
      return id.startsWith('can-be-')
        ? ''
        : `${sets.charAt(0).toUpperCase()}${sets.slice(1)} of ${counted(questions, 'question')} covered.`;
    case 'refuted':
      return patient === undefined ? 'There is nobody: no answers at all lead there.' : 'Not true of this patient:';
    case 'empty':
      return 'No answers at all meet its "if": it says nothing.';
    case 'undecided':
      return 'It speaks of incomplete answers in a way that takes too much for a rule set this entangled.';
  }
}

function callFor(
  name: string,
  questions: Proofs['ruleSet']['questions'],
  on: string,
  patient: NonNullable<Proof['patient']>,
): string {
  const dated = questions.some(({ id, type }) => type === 'date' && patient.has(id));
  return screenCall(patient, name, dated ? on : undefined);
}

/** With the day where there is one that it is about: months differ, and dates pass. */
function summary(proofs: readonly Proof[], on: string | undefined): string {
  const wanting = proofs.filter(isWanting).length;
  const looked = counted(proofs.length, 'claim');
  const all = `${looked.charAt(0).toUpperCase()}${looked.slice(1)}`;
  const day = on === undefined ? '' : ` in a screening on ${on} (another day needs another --on)`;
  return `${all}, ${wanting === 0 ? 'all' : `${wanting} not`} proved${day}.`;
}

export function proveJson(reports: readonly ProofReport[]): string {
  const data = {
    candidacy: 1,
    ruleSets: reports.map(({ name, proofs: { ruleSet, on, proofs } }) => ({
      file: name,
      id: ruleSet.id,
      version: ruleSet.version,
      digest: ruleSet.digest,
      on,
      proofs: proofs.map(({ id, claim, at, result, covered, questions, patient }) => ({
        id,
        claim,
        at: at ?? null,
        result,
        covered: covered === undefined ? null : String(covered),
        questions,
        patient: patient === undefined ? null : answersData(patient),
      })),
    })),
  };
  return `${visibleJson(JSON.stringify(data, null, 2))}\n`;
}
