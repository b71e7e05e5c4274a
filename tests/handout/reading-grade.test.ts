import { expect, test } from 'vitest';
import { handoutOf } from '../../src/report/handout.js';
import { paragraph } from '../../src/report/document.js';
import { PEOPLE } from './patients.js';
import { readingGrade } from './reading-grade.js';

test.each(Object.entries(PEOPLE))('the English page for "%s" reads at 8th grade or below', (_, result) => {
  const document = handoutOf(result);
  expect(document.sections.length).toBeGreaterThan(1);
  expect(readingGrade(document)).toBeLessThanOrEqual(8);
});

test('the measure tells hard from easy', () => {
  const page = (text: string): number =>
    readingGrade({ ...handoutOf(PEOPLE['urgent']!), headline: text, meaning: [], sections: [] });
  expect(page('Sit down. Put your feet up. Call me if it hurts.')).toBeLessThan(2);
  expect(
    page('Contraindications necessitate multidisciplinary consideration of alternative interventional modalities.'),
  ).toBeGreaterThan(15);
  const document = handoutOf(PEOPLE['urgent']!);
  const hard = 'Radiculopathy characteristically complicates degenerative intervertebral pathology.';
  const longer = { ...document, sections: [{ id: 'x', heading: 'X', blocks: [paragraph(hard)] }] };
  expect(readingGrade(longer)).toBeGreaterThan(readingGrade({ ...document, sections: [] }));
});
