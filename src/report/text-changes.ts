import { SETTLED_OUTCOMES, type Change, type SettledOutcome } from '../model/screening.js';
import type { Span } from './paragraph.js';
import { item, section, text, type Sheet } from './sheet.js';
import type { Paint } from './style.js';
import { labelOf, listed, NO_ANSWER, partText, shortLabelOf, VERDICT } from './words.js';

/** For an open verdict: what can still come out, and what to ask. */
export function nextSection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const open = result.verdict === 'needs-information';
  return [
    ...(open
      ? section(
          sheet,
          'Can still come out',
          ...result.possible.map((verdict) =>
            item(sheet, 4, style.signs.bullet, outcomePaint(sheet, verdict), VERDICT[verdict]),
          ),
          result.eligible === 'no' ? text(sheet, 2, 'Not a candidate in any of these; only the reason is open.') : [],
        )
      : []),
    ...(open ? askNext(sheet) : []),
  ];
}

function askNext(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const then = [...new Set([...result.missingForUrgent, ...result.missing])].filter((id) => id !== result.next);
  const inState = (state: 'not-asked' | 'unknown'): readonly string[] =>
    then
      .filter((id) => result.questions.some((one) => one.id === id && one.state === state))
      .map((id) => shortLabelOf(result, id));
  const question = result.questions.find(({ id }) => id === result.next);
  const later = inState('not-asked');
  const unknown = inState('unknown');
  return section(
    sheet,
    question === undefined ? 'Find out next' : 'Ask next',
    question === undefined
      ? []
      : item(sheet, 4, style.signs.unknown, style.open, { text: question.ask, paint: style.strong }, ' ', {
          text: `(${question.id})`,
          paint: style.faint,
        }),
    ...answersThatSettle(sheet),
    later.length === 0 ? [] : text(sheet, 2, `After that, not asked yet: ${later.join(', ')}.`),
    unknown.length === 0 ? [] : text(sheet, 2, `Answered “${NO_ANSWER.unknown}”, but needed: ${unknown.join(', ')}.`),
  );
}

/** What the answers to the next question lead to by themselves. */
function answersThatSettle(sheet: Sheet): readonly (readonly string[])[] {
  const { result, style } = sheet;
  const question = result.questions.find(({ id }) => id === result.next);
  return result.changes.flatMap(({ change, verdict }) => {
    const [part] = change;
    if (part === undefined || change.length > 1 || part.question !== result.next) return [];
    const { to } = partText(question, part);
    return [
      text(sheet, 6, to, ` ${style.signs.arrow} `, { text: VERDICT[verdict], paint: outcomePaint(sheet, verdict) }),
    ];
  });
}

/** What leads to another verdict, by the verdict it leads to. */
export function hingesSection(sheet: Sheet): readonly string[] {
  const { result } = sheet;
  const open = result.verdict === 'needs-information';
  const changes = open ? result.changes.filter((change) => !isShownAsNext(sheet, change)) : result.changes;
  const groups = SETTLED_OUTCOMES.flatMap((verdict) => {
    const ways = changes.filter((change) => change.verdict === verdict);
    return ways.length === 0 ? [] : [toVerdict(sheet, verdict, ways)];
  });
  const unreachable = result.unreachable.filter((verdict) => isMeant(sheet, verdict));
  return section(
    sheet,
    open ? 'What it hinges on' : 'What would change the verdict',
    groups.length === 0
      ? []
      : text(
          sheet,
          2,
          open
            ? 'Where it goes if the answers turn out to be what stands here, or one of them is wrong:'
            : 'It would be different if an answer is wrong or turns out to be what stands here:',
        ),
    ...groups,
    result.more ? text(sheet, 2, 'There are more ways than these.') : [],
    unreachable.length === 0
      ? []
      : text(
          sheet,
          2,
          `No other answers lead to ${unreachable.map((verdict) => `“${VERDICT[verdict]}”`).join(' or ')}.`,
        ),
  );
}

/** Where a rule set has no cautions, nobody wonders why there is no verdict with caution. */
function isMeant({ result }: Sheet, verdict: SettledOutcome): boolean {
  const severity = {
    contraindicated: 'absolute',
    'candidate-with-caution': 'relative',
    'not-indicated': '',
    candidate: '',
  }[verdict];
  return severity === '' || result.contraindications.some((one) => one.severity === severity);
}

function isShownAsNext({ result }: Sheet, { change }: Change): boolean {
  return change.length === 1 && change[0]?.question === result.next;
}

function toVerdict(sheet: Sheet, verdict: SettledOutcome, ways: readonly Change[]): readonly string[] {
  const { style } = sheet;
  const paint = outcomePaint(sheet, verdict);
  return [
    ...item(sheet, 4, style.signs.arrow, paint, { text: VERDICT[verdict], paint }, ', if'),
    ...ways.flatMap((way) => item(sheet, 6, style.signs.bullet, style.faint, ...waySpans(sheet, way))),
  ];
}

/** The parts of one way together, given answers first; questions that all turn out alike share one value. */
function waySpans(sheet: Sheet, { change }: Change): readonly Span[] {
  const { result, style } = sheet;
  const alike = new Map<string, { readonly names: string[]; readonly to: string; readonly now: string }>();
  const givenFirst = [
    ...change.filter(({ from }) => from !== 'unknown'),
    ...change.filter(({ from }) => from === 'unknown'),
  ];
  for (const part of givenFirst) {
    const question = result.questions.find(({ id }) => id === part.question);
    const { to, now } = partText(question, part);
    const group = alike.get(`${to}\n${now}`) ?? { names: [], to, now };
    group.names.push(labelOf(result, part.question));
    alike.set(`${to}\n${now}`, group);
  }
  return [...alike.values()].flatMap(({ names, to, now }, index) => [
    index === 0 ? '' : '; and ',
    `${listed(names)}: `,
    { text: to, paint: style.strong },
    ' ',
    { text: `(${now})`, paint: style.faint },
  ]);
}

function outcomePaint({ style }: Sheet, verdict: SettledOutcome): Paint {
  return {
    contraindicated: style.stop,
    'not-indicated': style.stop,
    'candidate-with-caution': style.caution,
    candidate: style.go,
  }[verdict];
}
