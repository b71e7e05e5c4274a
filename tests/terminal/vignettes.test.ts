import { expect, test } from 'vitest';
import { outcomeOf, type Patient, PATIENTS, questionAsked, sorted } from './patient.js';
import { PseudoTerminal } from './pseudo-terminal.js';

test('there are patients', () => {
  expect(PATIENTS.length).toBeGreaterThan(10);
});

/** The question that is marked, as it is read. */
function marked({ lines }: PseudoTerminal): string {
  const from = lines.findIndex((line) => line.startsWith('❯'));
  const rest = lines.slice(from + 1);
  const more = rest.slice(
    0,
    rest.findIndex((line) => !/^ {10}\S/.test(line)),
  );
  return [lines[from]?.slice(10), ...more].join(' ');
}

const KEYS = { yes: 'y', no: 'n', unknown: 'u' } as const;

/** Answers as a clinician would who has the patient before her, and goes on to the questions that cannot change the verdict. */
async function answerAll(terminal: PseudoTerminal, answers: Patient['answers']): Promise<void> {
  await terminal.shows('❯');
  for (;;) {
    while (!terminal.text.includes('Review'))
      await terminal.press(KEYS[answers[questionAsked(marked(terminal))] ?? 'unknown']);
    if (!/Ask (supporting factors|all the rest) too/.test(terminal.text)) break;
    while (
      !terminal.text.includes('❯ Ask all the rest') &&
      !(terminal.text.includes('❯ Ask supporting') && !terminal.text.includes('Ask all the rest'))
    ) {
      await terminal.press('Down');
    }
    await terminal.press('Enter');
  }
  if (!terminal.text.includes('❯ Accept')) throw new Error(`The verdict is not to be accepted:\n${terminal.screen}`);
  await terminal.accept();
}

test.concurrent.each(PATIENTS)('$id in the checklist', async ({ answers, expect: wanted }) => {
  await PseudoTerminal.with({ args: ['--json'], rows: 32 }, async (terminal) => {
    await answerAll(terminal, answers);
    expect(await terminal.ended).toBe(0);
    expect(outcomeOf(terminal.stdout)).toEqual(sorted(wanted));
  });
});

test.concurrent.each(PATIENTS)('$id line by line', async ({ answers, expect: wanted }) => {
  await PseudoTerminal.with({ args: ['--json', '--plain'], columns: 200, rows: 60 }, async (terminal) => {
    for (;;) {
      await terminal.asks();
      const asked = /^[A-Z].* question \d+\. (.*)\n+yes, no or unknown: ?$/m.exec(
        terminal.screen.split('\n').slice(-2).join('\n'),
      )?.[1];
      if (asked !== undefined) await terminal.line(answers[questionAsked(asked)] ?? 'unknown');
      else if (/^rest: /m.test(lastReview(terminal))) await terminal.line('rest');
      else if (/^more: /m.test(lastReview(terminal))) await terminal.line('more');
      else if (/^accept: /m.test(lastReview(terminal))) break;
      else throw new Error(`Neither a question nor the review:\n${terminal.scroll}`);
    }
    await terminal.line('accept');
    expect(await terminal.ended).toBe(0);
    expect(outcomeOf(terminal.stdout)).toEqual(sorted(wanted));
  });
});

function lastReview(terminal: PseudoTerminal): string {
  return terminal.scroll.slice(terminal.scroll.lastIndexOf('\nReview.'));
}
