import { Command, CommanderError } from 'commander';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWords } from '../../src/cli/plain-words.js';
import { addScreenCommand } from '../../src/cli/program-screen.js';
import { callOf, type NamedRules, type ScreenCall } from '../../src/cli/screen-call.js';
import { SCREEN_OPTIONS } from '../../src/cli/screen-options.js';
import { choice, date, height, rules, yesNo } from '../engine/made.js';

const ruleSet = rules({
  questions: [
    yesNo('pain'),
    yesNo('pain-at-night'),
    choice('side', 'choice', 'left', 'right'),
    choice('signs', 'choices', 'fever', 'numb'),
    height('height'),
    date('since'),
    // A rule file may not have these, but data from elsewhere could.
    yesNo('json'),
    yesNo('help'),
  ],
});
const named: NamedRules = { name: undefined, loaded: { ruleSet, lines: () => Promise.reject(new Error('not read')) } };

/** What commander makes of the words; undefined where it refuses them, or prints something by itself. */
async function byCommander(words: readonly string[]): Promise<ScreenCall | undefined> {
  const root = new Command('candidacy').exitOverride().helpCommand(false).enablePositionalOptions();
  root.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  let call: ScreenCall | undefined;
  addScreenCommand(root, named, (seen) => Promise.resolve(void (call = seen)));
  try {
    await root.parseAsync(['screen', ...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return undefined;
  }
  return call;
}

const names = [
  ...SCREEN_OPTIONS.flatMap(({ flags }) => flags.split(/[ ,]+/).filter((name) => name.startsWith('-'))),
  ...ruleSet.questions.flatMap(({ id }) => [`--${id}`, `--no-${id}`]),
];
const values = [
  'yes',
  'no',
  'pain=yes',
  'left',
  '',
  '-',
  '5',
  '-5',
  '--',
  '-x',
  '--json',
  'a\nb',
  '=',
  '--help',
  '-qr',
];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values)).map(([a, b]) => `${a}=${b}`),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values)).map((two) => two.join('')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '-h',
      '-V',
      '--version',
      '--nonsense',
      '-q-q',
      'screen',
      '--no-',
      '-',
      '--=x',
      '--resume [session]',
      '<file>',
    ),
  },
);

test('what plain words give is what commander gives', async () => {
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
      const given = plainWords(words, ruleSet);
      if (given === undefined) return;
      plain++;
      expect(await byCommander(words)).toEqual(callOf(given, named));
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(300);
});

test.each([
  [['--pain', '--no-pain-at-night', '--json', '--no-input']],
  [['--pain', 'no', '--height', '1.80', '--side=left', '--signs', 'fever,numb', '--since', '2026-01']],
  [['-a', 'pain=yes', '-r', 'file.yaml', '-q', '--answers', '-', '--resume', '--explain', 'full']],
])('%j is plain', (words) => {
  expect(plainWords(words, ruleSet)).toBeDefined();
});

test.each([
  [['--help']],
  [['-h']],
  [['--version']],
  [['--nonsense']],
  [['pain']],
  [['--pain', '--', '--json']],
  [['--no-pain=yes']],
  [['--json=yes']],
  [['--no-side']],
  [['--height']],
  [['--height', '-5']],
  [['--answer', '--pain']],
  [['-qr', 'file.yaml']],
  [['-r=file.yaml']],
])('%j is left to commander', (words) => {
  expect(plainWords(words, ruleSet)).toBeUndefined();
});
