import { faint, item, paragraph, row, section, strong, type Section } from './document.js';
import type { Decision, Result } from './result.js';
import type { View } from './view.js';
import { VERDICT } from './words.js';

/** Before all else: that this is not what was made at the time, or not what a clinician decided. */
export function overrideSections(result: Result, view: View): readonly Section[] {
  return [...editedSection(view), ...overrideSection(result, view)];
}

function editedSection({ edited }: View): readonly Section[] {
  if (edited !== true) return [];
  const words =
    'The file that this report was made from was changed after it was made: its digest is not that of its content. ' +
    'Do not rely on it. Screen again, or find the file as it was.';
  return section('edited', 'This is not the result as it was made', [item('warning', 'danger', [strong(words)])]);
}

function overrideSection(result: Result, { today }: View): readonly Section[] {
  const { override } = result;
  if (override === undefined) return [];
  const lapsed = today !== undefined && override.until < today;
  // Of what is anonymous the year alone is true.
  const told = (day: string): string => (result.anonymous === true ? day.slice(0, 4) : day);
  return section(
    'override',
    'A clinician decided otherwise',
    [
      item(
        'warning',
        'caution',
        [
          strong(`${VERDICT[override.verdict]} (${override.verdict})`),
          ' instead of ',
          `${VERDICT[result.verdict]} (${result.verdict})`,
          lapsed ? { text: `; lapsed after ${told(override.until)}`, tone: 'danger' } : '',
        ],
        [paragraph('The verdict above is what the rules come to, and stays.')],
      ),
    ],
    decisionRows(override, told),
    override.earlier.map(({ verdict, reason, note, at, until }) =>
      item('bullet', 'faint', [
        faint(`Before that: ${verdict} (${reason}), recorded ${told(at.slice(0, 10))}, until ${told(until)}. ${note}`),
      ]),
    ),
  );
}

function decisionRows(
  { reason, because, note, until, at }: Decision,
  told: (day: string) => string,
): readonly ReturnType<typeof row>[] {
  return [
    row('reason', `${because} (${reason})`),
    ...(note === '' ? [] : [row('note', note)]),
    row('recorded', told(`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`)),
    row('stands until', told(until)),
  ];
}
