import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { questionsOf } from '../../src/model/condition.js';
import { criteriaOf, type RuleSet } from '../../src/model/ruleset.js';
import { loadFiles, printed } from './load-text.js';

const RULES = join(import.meta.dirname, '../../rules');

function shipped(name: string): RuleSet {
  const read = (file: string): string => readFileSync(join(RULES, `${file}.yaml`), 'utf8');
  const parent = 'spinal-decompression';
  const spanish = read(`${parent}.es`);
  const loaded = loadFiles({
    'rules.yaml': read(name),
    'rules.es.yaml': spanish,
    [`shipped/${parent}.yaml`]: read(parent),
    [`shipped/${parent}.es.yaml`]: spanish,
  });
  if (!loaded.ok) throw new Error(printed(loaded));
  return loaded.ruleSet;
}

const plain = shipped('spinal-decompression');
const clinical = shipped('spinal-decompression-clinical');
const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

test('the default rule set has the criteria of the article, each a question of its own', () => {
  expect(ids(plain.indications)).toEqual([
    'herniated-disc', 'bulging-disc', 'spinal-stenosis', 'sciatica', 'scoliosis', 'spondylolisthesis', 'degenerative-disc-disease',
  ]); // prettier-ignore
  expect(ids(plain.contraindications)).toEqual([
    'metallic-hardware',
    'spinal-fracture',
    'spine-infection',
    'severe-osteoporosis',
    'pregnancy',
  ]);
  expect(plain.contraindications.every(({ severity, urgent }) => severity === 'absolute' && !urgent)).toBe(true);
  expect([...ids(plain.supporting)].sort()).toEqual([
    'failed-chiropractic', 'failed-physical-therapy', 'residual-pain', 'told-needs-surgery', 'told-no-other-option',
    'tried-acupuncture', 'tried-injections', 'tried-medications', 'wants-to-avoid-surgery',
  ]); // prettier-ignore
  for (const { id, when } of criteriaOf(plain)) expect(questionsOf(when)).toEqual([id]);
});

test('every criterion of the default rule set has its place in the article', () => {
  expect(criteriaOf(plain).map(({ source }) => Object.keys(source ?? {}))).toEqual(
    criteriaOf(plain).map(() => ['bphc']),
  );
});

test('the hedge of the article is kept: of pregnancy alone it speaks without a "may"', () => {
  const hedged = plain.contraindications.filter(({ because }) => /\bmay\b/.test(because));
  expect(ids(hedged)).toEqual(['metallic-hardware', 'spinal-fracture', 'spine-infection', 'severe-osteoporosis']);
});

test.each([plain, clinical])(
  'what $id shows as advice to do at home is held back by what forbids the treatment',
  ({ advice }) => {
    const home = advice.filter(({ type }) => type === 'exercise' || type === 'device');
    expect(ids(home)).toEqual(['standing-stretch', 'elevated-block', 'inversion-table', 'nubax-trio']);
    for (const { unless } of home) {
      const read = unless.flatMap((objection) => ('condition' in objection ? questionsOf(objection.condition) : []));
      expect(read).toEqual(expect.arrayContaining([...ids(plain.contraindications)]));
    }
  },
);

test('devices are always held back where nobody asks about the eyes', () => {
  for (const id of ['inversion-table', 'nubax-trio']) {
    const of = (ruleSet: RuleSet) => ruleSet.advice.find((item) => item.id === id)!.unless;
    expect(of(plain).some((objection) => 'unasked' in objection && objection.unasked.includes('glaucoma'))).toBe(true);
    expect(of(clinical).some((objection) => 'unasked' in objection)).toBe(false);
  }
});

test('no advice of the clinical rule set hangs on a question behind a gate: where it is not asked, the item could never show', () => {
  const gated = new Set(ids(clinical.questions.filter(({ askIf }) => askIf !== undefined)));
  for (const { unless } of clinical.advice) {
    const read = unless.flatMap((objection) => ('condition' in objection ? questionsOf(objection.condition) : []));
    expect(read.filter((id) => gated.has(id))).toEqual([]);
  }
});

test('the clinical rule set keeps all that its parent holds against somebody, and adds no indication', () => {
  expect(ids(clinical.contraindications).slice(0, 5)).toEqual(ids(plain.contraindications));
  expect(clinical.contraindications.slice(0, 5).map(({ severity }) => severity)).toEqual(
    plain.contraindications.map(({ severity }) => severity),
  );
  expect(ids(clinical.indications)).toEqual(ids(plain.indications));
  expect(
    clinical.changes?.every(({ kind, target }) => kind === 'replace' && plain.advice.some(({ id }) => id === target)),
  ).toBe(true);
});

test('what has no source is only a caution, and says so', () => {
  const own = clinical.contraindications.slice(5);
  expect(own.length).toBeGreaterThan(40);
  expect(own.filter(({ evidence }) => evidence?.grade === undefined || evidence.verified === undefined)).toEqual([]);
  const bare = own.filter(({ source }) => source === undefined);
  expect(ids(bare)).toEqual([
    'bleeding-disorder',
    'deep-vein-thrombosis',
    'pacemaker-or-stimulator',
    'fragility-fracture',
    'advised-against',
  ]);
  for (const { severity, evidence } of bare) {
    expect([severity, evidence?.grade, evidence?.verified]).toEqual([
      'relative',
      'Clinical judgement, no source',
      'not-read',
    ]);
  }
});

test('weight loss, pain at night and age are urgent in combination alone', () => {
  const urgent = clinical.contraindications.filter((criterion) => criterion.urgent);
  expect(ids(urgent)).toEqual([
    'cauda-equina', 'cord-compression', 'worsening-weakness', 'spinal-malignancy', 'cancer-with-new-pain', 'systemic-infection',
    'major-trauma', 'warning-signs-together', 'aneurysm-symptoms',
  ]); // prettier-ignore
  for (const { when } of urgent) {
    const read = questionsOf(when);
    if (read.some((id) => ['weight-loss', 'night-pain', 'age', 'new-pain'].includes(id)))
      expect(read).toContain('cancer-history');
  }
});

test('docs/evidence.md names every source of the claims', () => {
  const page = join(import.meta.dirname, '../../docs/evidence.md');
  expect(existsSync(page)).toBe(true);
  const cited = [...new Set(plain.evidence.flatMap(({ source }) => Object.keys(source ?? {})))].filter((id) =>
    /^E\d+$/.test(id),
  );
  expect(cited.length).toBeGreaterThan(15);
  const text = readFileSync(page, 'utf8');
  expect(cited.filter((id) => !new RegExp(`\\| ${id} +\\|`).test(text))).toEqual([]);
});
