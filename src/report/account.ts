import { answersSection, unansweredSection, waitingSection } from './account-answers.js';
import { fullSections } from './account-full.js';
import { changesSection, nextSections } from './account-next.js';
import { overrideSections } from './account-override.js';
import { whySections } from './account-why.js';
import { faint, item, paragraph, row, section, type Block, type Document, type Section } from './document.js';
import type { Result } from './result.js';
import type { View } from './view.js';
import { bibliographyOf, NO_ANSWER, shortDigest, sourceText, type Bibliography } from './words.js';
import { VERDICT_TONE } from './verdict-tone.js';

/** Everything that a report for people says about a result. */
export function accountOf(result: Result, view: View): Document {
  const sources = bibliographyOf(result.ruleSet.sources);
  const about = { result, view, sources };
  return {
    tone: result.urgent === 'yes' ? 'danger' : VERDICT_TONE[result.verdict],
    urgent: result.urgent === 'yes',
    headline: result.summary,
    facts: [
      result.verdict,
      `eligible: ${result.eligible}`,
      `urgent: ${result.urgent === 'not-asked' ? 'not asked' : result.urgent}`,
      ...(result.override === undefined ? [] : [`a clinician decided: ${result.override.verdict}`]),
    ],
    meaning: meaningOf(result),
    sections: [
      ...overrideSections(result, view),
      ...openRedFlags(result),
      ...nextSections(result),
      ...waitingSection(result),
      ...whySections(about),
      ...changesSection(result),
      ...supportingSection(result),
      ...answersSection(result),
      ...unansweredSection(result),
      ...(view.explain === 'full' ? fullSections(about) : []),
      ...emergencySection(result),
      ...aboutSection(about),
    ],
  };
}

/** A result, how it is to be told, and the sources that are named. */
export interface About {
  readonly result: Result;
  readonly view: View;
  readonly sources: Bibliography;
}

function meaningOf(result: Result): readonly string[] {
  const words: string[] = [];
  if (result.urgent === 'yes') {
    words.push('Arrange medical assessment today, before any treatment. Everything below can wait.');
  }
  if (result.eligible === 'yes') {
    const against = result.verdict === 'candidate' ? 'nothing against it' : 'nothing that rules it out';
    words.push(
      `These rules found something that speaks for the treatment and ${against}. Whether it helps, and whether it ` +
        'fits this patient, is for a clinician to judge.',
      ...redFlagsUnasked(result),
    );
  }
  return result.text === null || result.text.trim() === '' ? words : [...words, result.text];
}

function redFlagsUnasked({ urgent, ruleSet }: Result): readonly string[] {
  if (urgent !== 'not-asked') return [];
  const where = ruleSet.redFlagsIn === null ? '' : ` The rule set ${ruleSet.redFlagsIn} asks about them.`;
  return [`This rule set does not ask about red flags, the signs of an emergency.${where}`];
}

/** Before everything else, and even where the verdict is settled: whether this is an emergency is still open. */
function openRedFlags(result: Result): readonly Section[] {
  if (result.urgent !== 'unknown') return [];
  const asked = result.missingForUrgent.map((id): Block => {
    const question = result.questions.find((one) => one.id === id);
    const state = question === undefined || question.state === 'answered' ? 'open' : NO_ANSWER[question.state];
    const next = id === result.next ? ', ask this next' : '';
    return item('unknown', 'danger', [question?.ask ?? id, ' ', faint(`(${state}${next})`)]);
  });
  const open = result.contraindications.filter(({ urgent, state }) => urgent && state === 'unknown');
  const named = open.map(({ name }): Block => item('unknown', 'danger', [name]));
  return section('red-flags', 'Red flags: not ruled out yet', asked.length > 0 ? asked : named);
}

function supportingSection({ supporting }: Result): readonly Section[] {
  if (supporting.length === 0) return [];
  const present = supporting.filter(({ state }) => state === 'present');
  return section(
    'supporting',
    `Supporting factors: ${present.length} of ${supporting.length}, which never decide`,
    present.map(({ name }) => item('present', 'go', [name])),
    present.length === 0 ? [paragraph('None is known to be present.')] : [],
  );
}

function emergencySection(result: Result): readonly Section[] {
  const unasked = result.eligible === 'yes' ? [] : redFlagsUnasked(result);
  return section(
    'emergency',
    'Emergency signs',
    [paragraph(result.safetyNet)],
    unasked.map((words) => paragraph(words)),
  );
}

function aboutSection({ result, sources }: About): readonly Section[] {
  const { ruleSet, reference, tool } = result;
  const cited = sources.cited().map((source, index) => `[${index + 1}] ${sourceText(source)}`);
  const lineage = ruleSet.lineage.map(({ id, version }) => `${id} ${version}`).join(', ');
  return section(
    'about',
    'About this report',
    [row('rule set', `${ruleSet.title} (${ruleSet.id} ${ruleSet.version})`)],
    ruleSet.digest === '' ? [] : [row('digest', shortDigest(ruleSet.digest))],
    lineage === '' ? [] : [row('extends', lineage)],
    [
      row(
        'date',
        result.anonymous === true
          ? `${result.on.slice(0, 4)} (anonymous: references, notes and days are dropped)`
          : result.on,
      ),
    ],
    reference === null ? [] : [row('reference', reference)],
    cited.map((source, index) => row(index > 0 ? '' : cited.length === 1 ? 'source' : 'sources', source)),
    [row('tool', `${tool.name} ${tool.version}`), paragraph(faint(result.notice))],
  );
}
