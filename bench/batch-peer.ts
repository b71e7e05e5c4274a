// What `candidacy batch` is measured against, each in a process of its own: `batch-peer verdict|explained|csv FILE`.
import { createReadStream, readSync, openSync, writeSync } from 'node:fs';
import { parse } from 'csv-parse';

const CONTRAINDICATIONS = [
  'metallic-hardware',
  'spinal-fracture',
  'spine-infection',
  'severe-osteoporosis',
  'pregnancy',
];
const INDICATIONS = [
  'herniated-disc',
  'bulging-disc',
  'spinal-stenosis',
  'sciatica',
  'scoliosis',
  'spondylolisthesis',
  'degenerative-disc-disease',
];
const SUPPORTING = [
  'told-needs-surgery',
  'told-no-other-option',
  'wants-to-avoid-surgery',
  'failed-chiropractic',
  'failed-physical-therapy',
  'tried-medications',
];

type Row = Readonly<Record<string, string>>;

/** The verdict of the default rule set, written by hand. */
function verdictOf(row: Row): { readonly verdict: string; readonly eligible: string } {
  let unknown = false;
  for (const id of CONTRAINDICATIONS) {
    if (row[id] === 'yes') return { verdict: 'contraindicated', eligible: 'no' };
    if (row[id] !== 'no') unknown = true;
  }
  let indicated = false;
  let perhaps = false;
  for (const id of INDICATIONS) {
    if (row[id] === 'yes') indicated = true;
    else if (row[id] !== 'no') perhaps = true;
  }
  if (!unknown && indicated) return { verdict: 'candidate', eligible: 'yes' };
  if (!unknown && !perhaps) return { verdict: 'not-indicated', eligible: 'no' };
  return { verdict: 'needs-information', eligible: indicated || perhaps ? 'unknown' : 'no' };
}

/** The same with findings, reasons and what is missing. */
function explainedOf(row: Row): object {
  const plain = verdictOf(row);
  const findings = (ids: readonly string[]): readonly object[] => {
    const found: object[] = [];
    for (const id of ids) {
      if (row[id] === 'yes') found.push({ id, state: 'present', because: `The article speaks of ${id}.` });
      else if (row[id] !== 'no') found.push({ id, state: 'unknown' });
    }
    return found;
  };
  const missing: string[] = [];
  if (plain.verdict === 'needs-information') {
    for (const id of CONTRAINDICATIONS) if (row[id] === 'unknown') missing.push(id);
    if (!INDICATIONS.some((id) => row[id] === 'yes'))
      for (const id of INDICATIONS) if (row[id] === 'unknown') missing.push(id);
  }
  return {
    ...plain,
    urgent: 'not-asked',
    contraindications: findings(CONTRAINDICATIONS),
    indications: findings(INDICATIONS),
    supporting: findings(SUPPORTING),
    missing,
  };
}

/** One thread: chunks split at line breaks, JSON.parse, the verdict, JSON.stringify. */
function ndjson(file: string, judge: (row: Row) => object): void {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(2 ** 20);
  let rest = '';
  let number = 0;
  for (let size = 0; (size = readSync(descriptor, chunk, 0, chunk.length, null)) > 0;) {
    const lines = (rest + chunk.toString('latin1', 0, size)).split('\n');
    rest = lines.pop() ?? '';
    let out = '';
    for (const line of lines) {
      const row = JSON.parse(line) as Row;
      out += `${JSON.stringify({ row: ++number, id: row['id'], ...judge(row) })}\n`;
    }
    writeSync(1, out);
  }
}

const [, , what = '', file = ''] = process.argv;
if (what === 'csv') {
  let rows = 0;
  createReadStream(file)
    .pipe(parse({ columns: true }))
    .on('data', () => rows++)
    .on('end', () => writeSync(1, `${rows}\n`));
} else ndjson(file, what === 'explained' ? explainedOf : (row) => ({ ...verdictOf(row), urgent: 'not-asked' }));
