import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checklistState, type ChecklistState } from '../../../src/cli/prompt/checklist-state.js';
import { checklistFrame } from '../../../src/cli/prompt/checklist-view.js';
import { agendaOf, orderOf } from '../../../src/interview/agenda.js';
import type { Key } from '../../../src/cli/prompt/keys.js';
import { plainLine, plainStart } from '../../../src/cli/prompt/plain-state.js';
import { press } from '../../../src/cli/prompt/press.js';
import { counting, needed, openRedFlags, type Session, type Setting } from '../../../src/interview/session.js';
import { compile } from '../../../src/engine/compile.js';
import { colourStyle } from '../../../src/report/colour-style.js';
import { plainStyle } from '../../../src/report/style.js';
import { widthOf } from '../../../src/report/width.js';
import { cases } from '../../engine/generators.js';

/** `LAWS=10000` tries that many; by default a few, always the same. */
const LAWS = process.env['LAWS'];
const parameters = { numRuns: Number(LAWS ?? 60), ...(LAWS === undefined ? { seed: 7 } : {}) };

const key: fc.Arbitrary<Key> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('y', 'n', 'u').map((char): Key => ({ kind: 'char', char })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('1', '2', '-', '0', '.', 'r', '?', 'e', 'x', 'Y', 'é')
      .map((char): Key => ({ kind: 'char', char })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('enter', 'down', 'up', 'left', 'right', 'backspace', 'escape')
      .map((kind): Key => ({ kind })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('tab', 'back-tab', 'page-up', 'page-down', 'home', 'end', 'redraw', 'other')
      .map((kind): Key => ({ kind })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('yyy', 'n\n', '2026-01-01', '  ', '\n')
      .chain((text) => fc.boolean().map((pasted): Key => ({ kind: 'text', text, pasted }))),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('resize' as const),
      columns: fc.integer({ min: 1, max: 120 }),
      rows: fc.integer({ min: 1, max: 50 }),
    }),
  },
);

interface Step {
  readonly key: Key;
  readonly gap: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ key, gap: fc.constantFrom(10, 80, 200, 600, 1500) }),
  { maxLength: 40 },
);

function settingOf(ruleSet: Parameters<typeof compile>[0], on: string): Setting {
  const compiled = compile(ruleSet);
  return {
    ruleSet,
    agenda: agendaOf(ruleSet),
    stand: (answers) => compiled.standing(answers, { on }),
    on,
    now: () => '2026-01-01T00:00:00Z',
    reference: undefined,
  };
}

/** Walks through a session, and shows each step to the claim. */
function walk(
  name: string,
  claim: (setting: Setting, before: ChecklistState, step: Step, after: ChecklistState) => void,
): void {
  test(name, () => {
    fc.assert(
      fc.property(cases, steps, fc.boolean(), ({ ruleSet, answers, on }, pressed, given) => {
        const setting = settingOf(ruleSet, on);
        let time = 0;
        let state = checklistState(setting, given ? answers : new Map(), { columns: 80, rows: 24 }, time);
        for (const step of pressed) {
          time += step.gap;
          const next = press(setting, state, step.key, time);
          claim(setting, state, step, next);
          state = next;
        }
      }),
      parameters,
    );
  });
}

/** The questions that the two sessions answer differently. */
function differing(before: Session, after: Session): readonly string[] {
  const ids = new Set([...before.answers.keys(), ...after.answers.keys()]);
  return [...ids].filter((id) => before.answers.get(id) !== after.answers.get(id));
}

walk(
  'one key changes one answer at most, and text that came at once none',
  (_setting, before, { key: pressed }, after) => {
    expect(differing(before.session, after.session).length).toBeLessThanOrEqual(1);
    if (pressed.kind === 'text' || pressed.kind === 'resize')
      expect(after.session.past.length).toBeLessThanOrEqual(before.session.past.length);
  },
);

walk('an answer is given to the question on the screen alone', (_setting, before, { key: pressed }, after) => {
  if (after.session.past.length <= before.session.past.length) return;
  expect(before.view).toMatchObject({ kind: 'asking', question: after.session.past.at(-1)?.question });
  expect(['char', 'enter']).toContain(pressed.kind);
});

walk('the screen fits the terminal, whatever its size', (setting, _before, _step, { size, ...rest }) => {
  const { lines, cursor } = checklistFrame(setting, { size, ...rest }, plainStyle());
  expect(lines.length).toBeLessThanOrEqual(Math.max(1, size.rows));
  expect(lines.filter((line) => widthOf(line) >= Math.max(2, size.columns))).toEqual([]);
  expect(lines[cursor]).toBeDefined();
});

walk('a question that does not apply is not on the screen', (_setting, _before, _step, { view, session }) => {
  if (view.kind === 'asking') expect(session.standing.questions.get(view.question)).not.toBe('not-applicable');
});

const colours = colourStyle(3);

walk('colours change nothing that is said', (setting, _before, _step, state) => {
  const lines = checklistFrame(setting, state, colours).lines.map((line) => stripVTControlCharacters(line));
  expect(lines).toEqual(checklistFrame(setting, state, plainStyle()).lines);
});

walk('a session is not ended while a red flag was not asked about', (_setting, before, _step, after) => {
  if (after.end !== 'accepted' || before.end !== undefined) return;
  expect(openRedFlags(after.session).unasked).toEqual([]);
});

walk('what is handed over gives the verdict that stood on the screen', (setting, _before, _step, after) => {
  if (after.end !== 'accepted') return;
  const { verdict, questions } = setting.stand(counting(after.session));
  expect(verdict).toEqual(after.session.standing.verdict);
  for (const id of counting(after.session).keys()) expect(questions.get(id)).not.toBe('not-applicable');
});

test('who answers each question as it comes is asked what can matter, and no more', () => {
  fc.assert(
    fc.property(cases, fc.infiniteStream(fc.constantFrom('y', 'n', 'u', '1', '2')), ({ ruleSet, on }, choices) => {
      const setting = settingOf(ruleSet, on);
      let time = 0;
      let state = checklistState(setting, new Map(), { columns: 80, rows: 24 }, time);
      for (const char of choices) {
        if (state.view.kind !== 'asking') break;
        const { question } = state.view;
        const { verdict, applying } = state.session.standing;
        expect([...verdict.missing, ...verdict.missingForUrgent]).toContain(question);
        expect(applying.has(question)).toBe(true);
        expect(state.session.answers.has(question)).toBe(false);
        time += 700;
        const next = press(setting, state, { kind: 'char', char }, time);
        time += 700;
        // A field or options that are only begun with: nobody knows.
        state =
          next.session === state.session
            ? press(setting, press(setting, state, { kind: 'escape' }, time), { kind: 'char', char: 'u' }, time + 700)
            : next;
        time += 700;
      }
      expect(state.view.kind).toBe('review');
      expect(needed(setting, state.session)).toEqual([]);
      expect(state.session.past.length).toBeLessThanOrEqual(orderOf(setting.agenda).length);
    }),
    parameters,
  );
});

test('whatever is typed, line by line, one line changes one answer at most, and the end hands over what was said', () => {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('yes', 'no', 'unknown', '1', '2', '0', 'none') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'back',
        'review',
        'accept',
        'more',
        'rest',
        'go on',
        'why',
        'help',
        'verdict',
        '',
        'edit 1',
        'edit 2',
        'edit 99',
        'edit',
        'hlep',
      ),
    },
    { weight: 1, arbitrary: fc.string() },
  );
  fc.assert(
    fc.property(cases, fc.array(line, { maxLength: 30 }), fc.boolean(), ({ ruleSet, answers, on }, typed, given) => {
      const setting = settingOf(ruleSet, on);
      let { state } = plainStart(setting, given ? answers : new Map());
      for (const text of typed) {
        const next = plainLine(setting, state, text).state;
        expect(differing(state.session, next.session).length).toBeLessThanOrEqual(1);
        state = next;
        if (state.end === undefined) continue;
        if (state.end === 'accepted') {
          expect(openRedFlags(state.session).unasked).toEqual([]);
          expect(setting.stand(counting(state.session)).verdict).toEqual(state.session.standing.verdict);
        }
        break;
      }
    }),
    parameters,
  );
});
