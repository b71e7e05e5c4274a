import type { QuestionId } from '../model/question.js';
import { SETTLED_OUTCOMES, type Change, type SettledOutcome } from '../model/screening.js';
import { faint, item, paragraph, section, strong, type Block, type Run, type Section } from './document.js';
import type { Result } from './result.js';
import { labelOf, listed, NO_ANSWER, partText, shortLabelOf, VERDICT } from './words.js';
import { VERDICT_TONE } from './verdict-tone.js';

/** For an open verdict: what can still come out, and what to ask. */
export function nextSections(result: Result): readonly Section[] {
  if (result.verdict !== 'needs-information') return [];
  return [
    ...section(
      'possible',
      'Can still come out',
      result.possible.map((verdict) => item('bullet', VERDICT_TONE[verdict], [VERDICT[verdict]])),
      result.eligible === 'no' ? [paragraph('Not a candidate in any of these; only the reason is open.')] : [],
    ),
    ...askNext(result),
  ];
}

/** So many names make a sentence; of more the first are told, and how many there are. */
const MOST_NAMES = 12;

function askNext(result: Result): readonly Section[] {
  const question = result.questions.find(({ id }) => id === result.next);
  const needed = [...new Set([...result.missingForUrgent, ...result.missing])].filter((id) => id !== result.next);
  const names = (state: 'not-asked' | 'unknown' | 'answered'): readonly string[] =>
    needed.filter((id) => stateOf(result, id) === state).map((id) => shortLabelOf(result, id));
  const unasked = names('not-asked');
  const told = unasked.length > MOST_NAMES ? unasked.slice(0, MOST_NAMES - 2) : unasked;
  const more = unasked.length - told.length;
  const later = `${told.join(', ')}${more === 0 ? '' : `, and ${more} more`}`;
  const [unknown, rough] = [names('unknown').join(', '), names('answered').join(', ')];
  return section(
    'next',
    question === undefined ? 'Find out next' : 'Ask next',
    question === undefined
      ? []
      : [item('unknown', 'open', [strong(question.ask), ' ', faint(`(${question.id})`)], answersThatSettle(result))],
    later === '' ? [] : [paragraph(`After that, not asked yet: ${later}.`)],
    unknown === '' ? [] : [paragraph(`Answered “${NO_ANSWER.unknown}”, but needed: ${unknown}.`)],
    rough === '' ? [] : [paragraph(`Answered, but not closely enough: ${rough}.`)],
  );
}

function stateOf(result: Result, id: QuestionId): string | undefined {
  return result.questions.find((one) => one.id === id)?.state;
}

/** What the answers to the next question lead to by themselves. */
function answersThatSettle(result: Result): readonly Block[] {
  const question = result.questions.find(({ id }) => id === result.next);
  return result.changes.flatMap(({ change, verdict }) => {
    const [part] = change;
    if (part === undefined || change.length > 1 || part.question !== result.next) return [];
    const { to } = partText(question, part);
    return [
      item('bullet', 'faint', [
        to,
        ' ',
        { sign: 'arrow' },
        ' ',
        { text: VERDICT[verdict], tone: VERDICT_TONE[verdict] },
      ]),
    ];
  });
}

/** What leads to another verdict, by the verdict it leads to. */
export function changesSection(result: Result): readonly Section[] {
  const open = result.verdict === 'needs-information';
  const changes = open ? result.changes.filter((change) => !isShownAsNext(result, change)) : result.changes;
  const groups = SETTLED_OUTCOMES.flatMap((verdict): readonly Block[] => {
    const ways = changes.filter((change) => change.verdict === verdict);
    const tone = VERDICT_TONE[verdict];
    if (ways.length === 0) return [];
    const under = ways.map((way) => item('bullet', 'faint', wayRuns(result, way)));
    return [item('arrow', tone, [{ text: VERDICT[verdict], tone }, ', if'], under)];
  });
  const intro = open
    ? 'Where it goes if the answers turn out to be what stands here, or one of them is wrong:'
    : 'It would be different if an answer is wrong or turns out to be what stands here:';
  const quoted = (verdicts: readonly SettledOutcome[]): string =>
    verdicts.map((verdict) => `“${VERDICT[verdict]}”`).join(' or ');
  const unreachable = result.unreachable.filter((verdict) => isMeant(result, verdict));
  // Nobody proposes another age; but while it is not known, nothing that hangs on it is out of reach.
  const waiting = result.questions
    .filter(({ fixed, state }) => fixed && (state === 'not-asked' || state === 'unknown'))
    .map(({ id }) => shortLabelOf(result, id));
  return section(
    'changes',
    open ? 'What it hinges on' : 'What would change the verdict',
    groups.length === 0 ? [] : [paragraph(intro), ...groups],
    result.more ? [paragraph('There are more ways than these.')] : [],
    unreachable.length === 0
      ? []
      : [
          paragraph(
            waiting.length === 0
              ? `No other answers lead to ${quoted(unreachable)}.`
              : `What leads to ${quoted(unreachable)} cannot be told until this is known: ${waiting.join(', ')}.`,
          ),
        ],
  );
}

function isShownAsNext(result: Result, { change }: Change): boolean {
  return change.length === 1 && change[0]?.question === result.next;
}

/** Where a rule set has no cautions, nobody wonders why there is no verdict with caution. */
function isMeant(result: Result, verdict: SettledOutcome): boolean {
  if (verdict !== 'contraindicated' && verdict !== 'candidate-with-caution') return true;
  const severity = verdict === 'contraindicated' ? 'absolute' : 'relative';
  return result.contraindications.some((one) => one.severity === severity);
}

/** The parts of one way together, given answers first; questions that all turn out alike share one value. */
function wayRuns(result: Result, { change, leftOut }: Change): readonly Run[] {
  const alike = new Map<string, { readonly names: string[]; readonly to: string; readonly now: string }>();
  const open = change.filter(({ from }) => from === 'unknown');
  for (const part of [...change.filter(({ from }) => from !== 'unknown'), ...open]) {
    const question = result.questions.find(({ id }) => id === part.question);
    const { to, now } = partText(question, part);
    const group = alike.get(`${to}\n${now}`) ?? { names: [], to, now };
    group.names.push(labelOf(result, part.question));
    alike.set(`${to}\n${now}`, group);
  }
  const parts = [...alike.values()].flatMap(({ names, to, now }, index): readonly Run[] => [
    index === 0 ? '' : '; and ',
    `${listed(names)}: `,
    strong(to),
    ' ',
    faint(`(${now})`),
  ]);
  if (leftOut === undefined) return parts;
  const names = leftOut.map((id) => labelOf(result, id));
  return [...parts, faint(`; then ${listed(names)} ${names.length === 1 ? 'does' : 'do'} not apply any more`)];
}
