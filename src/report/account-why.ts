import type { About } from './account.js';
import { faint, item, paragraph, section, strong, type Block, type Section } from './document.js';
import type { CriterionResult, Result } from './result.js';
import type { Tone } from './style.js';
import { isOpen, labelOf } from './words.js';

/** What was found, and whether it makes the verdict or only stands beside it. */
export function whySections(about: About): readonly Section[] {
  const { result } = about;
  const absolute = result.contraindications.filter(({ severity }) => severity === 'absolute');
  const relative = result.contraindications.filter(({ severity }) => severity === 'relative');
  const present = absolute.filter(isPresent);
  const ruledOut = [...present.filter(({ urgent }) => urgent), ...present.filter(({ urgent }) => !urgent)].map((one) =>
    found(about, one, one.urgent ? 'red flag, rules it out' : 'rules it out', one.urgent ? 'danger' : 'stop'),
  );
  const cautions = relative.filter(isPresent).map((one) => found(about, one, 'calls for caution', 'caution'));
  const indications = result.indications.filter(isPresent).map((one) => found(about, one, 'speaks for it', 'go'));
  const reasons = [...indications, ...noIndication(result)];

  switch (result.verdict) {
    case 'needs-information':
      return section('found', 'Found so far', ruledOut, cautions, reasons);
    case 'contraindicated': {
      const urgent = result.urgent === 'yes' ? absolute.filter((one) => one.urgent) : absolute;
      return [
        ...section('why', 'Why', forced(about, urgent), ruledOut),
        ...section('found', 'Found as well', cautions, reasons),
      ];
    }
    case 'not-indicated':
      return [...section('why', 'Why', reasons), ...section('found', 'Found as well', cautions)];
    case 'candidate-with-caution':
      return section('why', 'Why', forced(about, relative), cautions, forced(about, result.indications), reasons);
    case 'candidate':
      return section('why', 'Why', forced(about, result.indications), reasons);
  }
}

function isPresent({ state }: CriterionResult): boolean {
  return state === 'present';
}

function found({ sources }: About, finding: CriterionResult, role: string, tone: Tone): Block {
  const source = sources.cite(finding.source);
  return item(
    finding.state,
    tone,
    [strong(finding.name), ' ', { text: `(${role})`, tone }],
    [paragraph(finding.because), ...(source === '' ? [] : [paragraph(faint(source))])],
  );
}

/** Where the verdict holds though none of what makes it so is known to be present. */
function forced(about: About, all: readonly CriterionResult[]): readonly Block[] {
  const { result } = about;
  const open = all.filter(({ state }) => state === 'unknown');
  if (open.length === 0 || all.some(isPresent)) return [];
  const unanswered = [...new Set(open.flatMap(({ questions }) => questions))].filter((id) => isOpen(result, id));
  const names = unanswered.map((id) => `“${labelOf(result, id)}”`).join(', ');
  const how = `${names} ${unanswered.length === 1 ? 'is' : 'are'} answered`;
  return [
    paragraph(`Whichever way ${how}, at least one of these is present:`),
    ...open.map((one) => found(about, one, 'open', 'open')),
  ];
}

function noIndication({ indications }: Result): readonly Block[] {
  if (indications.length === 0) return [paragraph('The rule set names nothing that would speak for the treatment.')];
  if (indications.some(({ state }) => state !== 'absent')) return [];
  return [paragraph(`Nothing speaks for the treatment. Absent: ${indications.map(({ name }) => name).join(', ')}.`)];
}
