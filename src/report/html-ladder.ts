import type { SettledOutcome } from '../model/screening.js';
import { escapeHtml } from './html-text.js';
import type { CriterionResult, Result } from './result.js';
import { STATE } from './words.js';

interface Rung {
  readonly asks: string;
  readonly criteria: readonly CriterionResult[];
  readonly to: SettledOutcome;
  readonly when: 'yes' | 'no';
}

const HEIGHT = 84;

// prettier-ignore
const NAME: Readonly<Record<SettledOutcome, readonly [string, string]>> = {
  'contraindicated':        ['Not a candidate', 'contraindicated'],
  'not-indicated':          ['Not a candidate', 'not-indicated'],
  'candidate-with-caution': ['Worth discussing', 'candidate-with-caution'],
  'candidate':              ['Worth discussing', 'candidate'],
};

/** How the verdict came about: the questions in the order in which they decide, and where each leads. */
export function ladder(result: Result): string {
  const { contraindications, indications } = result;
  const rungs: readonly Rung[] = [
    {
      asks: 'Does anything rule it out?',
      criteria: contraindications.filter(({ severity }) => severity === 'absolute'),
      to: 'contraindicated',
      when: 'yes',
    },
    { asks: 'Does anything speak for it?', criteria: indications, to: 'not-indicated', when: 'no' },
    {
      asks: 'Does anything call for caution?',
      criteria: contraindications.filter(({ severity }) => severity === 'relative'),
      to: 'candidate-with-caution',
      when: 'yes',
    },
  ];
  const can = (outcome: SettledOutcome): string => (result.possible.includes(outcome) ? 'can' : 'out');
  const parts = rungs.map(({ asks, criteria, to, when }, index) => {
    const y = index * HEIGHT;
    const otherwise = when === 'yes' ? 'no' : 'yes';
    return [
      `<g><rect x="1" y="${y + 1}" width="216" height="48" rx="4"/><text x="10" y="${y + 21}">${asks}</text>`,
      `<text class="small" x="10" y="${y + 39}">${counts(criteria)}</text></g>`,
      `<path d="M218 ${y + 25}h29m-5-4l5 4l-5 4"/><text class="small" x="223" y="${y + 18}">${when}</text>`,
      outcome(to, y, can(to)),
      `<path d="M109 ${y + 50}v32m-4-5l4 5l4-5"/><text class="small" x="116" y="${y + 70}">${otherwise}</text>`,
    ].join('');
  });
  const last = rungs.length * HEIGHT;
  const reached = result.possible.map((verdict) => verdict.replaceAll('-', ' ')).join(', ');
  const told = rungs.map(({ asks, criteria }) => `${asks} ${counts(criteria)}.`).join(' ');
  return [
    `<svg viewBox="0 0 410 ${last + 52}" role="img" aria-labelledby="ladder-title ladder-text">`,
    '<title id="ladder-title">How the verdict came about</title>',
    `<desc id="ladder-text">${escapeHtml(`${told} Can come out: ${reached}.`)}</desc>`,
    ...parts,
    outcome('candidate', last, can('candidate'), 1),
    '</svg>',
  ].join('');
}

function outcome(to: SettledOutcome, y: number, state: string, x = 249): string {
  const [name, word] = NAME[to];
  const width = x === 1 ? 216 : 160;
  const lines = `<text x="${x + 9}" y="${y + 21}">${name}</text><text class="small" x="${x + 9}" y="${y + 39}">${word}</text>`;
  return `<g class="${state}"><rect x="${x}" y="${y + 1}" width="${width}" height="48" rx="4"/>${lines}</g>`;
}

function counts(criteria: readonly CriterionResult[]): string {
  if (criteria.length === 0) return 'the rule set asks nothing here';
  return (['present', 'unknown', 'absent'] as const)
    .map((state) => `${criteria.filter((one) => one.state === state).length} ${STATE[state]}`)
    .join(', ');
}
