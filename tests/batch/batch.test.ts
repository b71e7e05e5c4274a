import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { candidacy, type Call } from '../cli/run.js';

const HEAD = 'id,sciatica,pregnancy,metallic-hardware,spinal-fracture,spine-infection,severe-osteoporosis';
const FIT = 'A1,yes,no,no,no,no,no';

/** The rows of the output, without their numbers. */
async function rowsOf(
  stdin: string,
  args: readonly string[] = [],
  more: Partial<Call> = {},
): Promise<readonly unknown[]> {
  const { stdout, stderr } = await candidacy({ args: ['batch', ...args], stdin, ...more });
  if (stdout === '') throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { verdict, error } = JSON.parse(line) as { verdict?: string; error?: string };
      return verdict ?? error;
    });
}

describe('CSV in many spellings', () => {
  test.each([
    ['commas', `${HEAD}\n${FIT}\n`],
    ['no line break at the end', `${HEAD}\n${FIT}`],
    ['a byte order mark and CRLF', `\uFEFF${HEAD}\r\n${FIT}\r\n`],
    ['semicolons', `${HEAD}\n${FIT}\n`.replaceAll(',', ';')],
    ['tabs', `${HEAD}\n${FIT}\n`.replaceAll(',', '\t')],
    ['bars', `${HEAD}\n${FIT}\n`.replaceAll(',', '|')],
    ['quotes', `"id",${HEAD.slice(3)}\n"A,1",${FIT.slice(3)}\n`],
    ['quotes that span lines', `${HEAD}\n"A ""1""\nand more",${FIT.slice(3)}\n`],
    ['spaces around', `${HEAD.replaceAll(',', ' , ')}\n${FIT.replaceAll(',', ' , ')}\n`],
    ['blank lines', `${HEAD}\n\n${FIT}\n\r\n`],
  ])('%s', async (_name, text) => {
    expect(await rowsOf(text, ['--keep', 'id'])).toEqual(['candidate']);
  });

  test('a delimiter that is given', async () => {
    expect(await rowsOf('sciatica:pregnancy\nno:yes\n', ['--delimiter', ':'])).toEqual(['contraindicated']);
  });

  test('a blank cell is no answer, and never no', async () => {
    const blank = (cell: string): string => `${HEAD}\nA1,yes,${cell},no,no,no,no\n`;
    for (const cell of ['', '  ', '""', 'unknown'])
      expect(await rowsOf(blank(cell), ['--keep', 'id'])).toEqual(['needs-information']);
  });
});

describe('rows that are wrong stand in their place, and stop nothing', () => {
  test.each([
    ['a word that is no answer', 'A1,perhaps,no,no,no,no,no', /"perhaps" is not an answer/],
    ['too few fields', 'A1,yes', /2 fields, the header 7/],
    ['too many fields', `${FIT},no`, /8 fields, the header 7/],
    ['text behind a quote', 'A1,"yes"x,no,no,no,no,no', /text behind its closing quote/],
    ['a quote inside', 'A1,y"es,no,no,no,no,no', /quote inside and none around/],
    ['a field of 10 MB', `${'x'.repeat(10_000_000)},yes,no,no,no,no,no`, /longer than the 1048576 bytes/],
    ['a field of 20 MB', `${'x'.repeat(20_000_000)},yes,no,no,no,no,no`, /Only its start/],
    ['a control character', 'A1,\u001b[31myes,no,no,no,no,no', /u\{1b\}/],
  ])('CSV: %s', async (_name, row, message) => {
    const said = await rowsOf(`${HEAD}\n${FIT}\n${row}\n${FIT}\n`, ['--keep', 'id']);
    expect(said).toEqual(['candidate', expect.stringMatching(message), 'candidate']);
  });

  test('CSV: bytes that are not UTF-8', async () => {
    const files = {
      'rows.csv': Buffer.from(`${HEAD}\n${FIT}\nM\xfcller,yes,no,no,no,no,no\n`, 'latin1') as unknown as string,
    };
    const { stdout, code } = await candidacy({ args: ['batch', 'rows.csv', '--keep', 'id'], files });
    expect(stdout).toMatch(/"row":2,.*not text in UTF-8/);
    expect(code).toBe(1);
  });

  test('CSV: a quote that is never closed takes what follows with it', async () => {
    const said = await rowsOf(`${HEAD}\n${FIT}\nA2,"yes,no\n${FIT}\n`, ['--keep', 'id']);
    expect(said).toEqual(['candidate', expect.stringContaining('never closes')]);
  });

  test.each([
    ['broken', '{"sciatica":"yes"', /not JSON/],
    ['a list', '["yes"]', /not an object/],
    ['an unknown question', '{"sciatca":"yes"}', /Did you mean "sciatica"/],
    ['the same question twice', '{"pregnancy":"yes","pregnancy":"no"}', /given twice/],
    ['the same twice, spelled otherwise', '{"pregnancy":"yes","\\u0070regnancy":"no"}', /given twice/],
    ['a number for yes', '{"sciatica":1}', /Did you mean "yes"/],
    ['an object', '{"sciatica":{}}', /not an answer/],
    ['an empty text', '{"sciatica":""}', /No answer is given/],
    ['text behind it', '{"sciatica":"yes"} x', /not JSON/],
    ['deep nesting', `{"sciatica":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /not an answer|not among|JSON/],
    ['__proto__', '{"__proto__":"yes"}', /no question/],
  ])('NDJSON: %s', async (_name, row, message) => {
    const said = await rowsOf(`{"pregnancy":"yes"}\n${row}\n{"pregnancy":true}\n`);
    expect(said).toEqual(['contraindicated', expect.stringMatching(message), 'contraindicated']);
  });

  test('an answer to a question that does not apply', async () => {
    const args = ['--rules', 'spinal-decompression-clinical'];
    const [said] = await rowsOf('{"spondylolisthesis":"no","slip-grade":"1"}\n', args);
    expect(said).toMatch(/^slip-grade: The question does not apply/);
  });
});

describe('what the options say', () => {
  test('columns of other names, and other spellings', async () => {
    const args = [
      '--map',
      'Schwanger=pregnancy',
      '--map-values',
      'J=yes,N=no,NA=unknown',
      '--map-values',
      'sciatica:1=yes,0=no',
    ];
    const rows = 'Schwanger,sciatica\nJ,1\nNA,0\nN,yes\nno,2\n';
    expect(await rowsOf(rows, args)).toEqual([
      'contraindicated',
      'needs-information',
      'needs-information',
      expect.stringContaining('"2" is not an answer'),
    ]);
  });

  test('answers further inside', async () => {
    const row = '{"id":7,"patient":{"answers":{"pregnancy":"yes"}},"other":[1]}\n';
    for (const path of ['patient.answers', '/patient/answers'])
      expect(await rowsOf(row, ['--answers-at', path, '--keep', 'id'])).toEqual(['contraindicated']);
    expect(await rowsOf('{"id":7}\n', ['--answers-at', 'patient.answers'])).toEqual([
      expect.stringContaining('no object of answers'),
    ]);
  });

  test('bad rows are copied, and can be mended and fed again', async () => {
    const bad = 'A2,perhaps,no,no,no,no,no';
    let copied = '';
    const call = { args: ['batch', '--keep', 'id', '--errors', 'bad.csv'], stdin: `${HEAD}\r\n${FIT}\r\n${bad}\r\n` };
    const { code } = await candidacy(call, (folder) => (copied = readFileSync(join(folder, 'bad.csv'), 'utf8')));
    expect(code).toBe(1);
    expect(copied).toBe(`${HEAD}\r\n${bad}\r\n`);
    expect(await rowsOf(copied.replace('perhaps', 'yes'), ['--keep', 'id'])).toEqual(['candidate']);
  });

  test('too many bad rows end it, and no output is left', async () => {
    const stdin = `${HEAD}\n${`A,perhaps,no,no,no,no,no\n`.repeat(5)}`;
    let names: readonly string[] = [];
    const call = { args: ['batch', '--keep', 'id', '--max-errors', '3', '--output', 'out.ndjson'], stdin };
    const { code, stderr } = await candidacy(call, (folder) => (names = readdirSync(folder)));
    expect({ code, names }).toEqual({ code: 1, names: [] });
    expect(stderr).toBe(
      'Stopped: more than 3 rows bad. 5 rows were judged, 5 of them bad; "out.ndjson" was not written.\n',
    );
  });

  test('the header is wrong: everything at once, and nothing is written', async () => {
    let there = true;
    const call = {
      args: [
        'batch',
        '--keep',
        'idd',
        '--map',
        'a=pregnency',
        '--output',
        'out',
        '--format',
        'xml',
        '--max-errors',
        '-1',
      ],
      stdin: 'id,sciatca,pregnancy,pregnancy\n',
    };
    const { code, stdout, stderr } = await candidacy(call, (folder) => (there = existsSync(join(folder, 'out'))));
    expect({ code, stdout, there }).toEqual({ code: 2, stdout: '', there: false });
    for (const part of ['--format is', '--max-errors is', '"idd"', '"pregnency"', 'twice', 'Did you mean "sciatica"'])
      expect(stderr).toContain(part);
  });

  test('labels: accuracy with intervals, and the rows that differ', async () => {
    const rows = ['yes,no,yes', 'yes,no,no', 'no,yes,no', 'yes,yes,yes', 'yes,no,'].map((row, index) => {
      const [sciatica, pregnancy, decided] = row.split(',');
      return `A${index + 1},${sciatica},${pregnancy},no,no,no,no,${decided}`;
    });
    const stdin = `${HEAD},decided\n${rows.join('\n')}\n`;
    const { stdout } = await candidacy({
      args: ['batch', '--keep', 'id', '--labels', 'decided', '--summary', 'json'],
      stdin,
    });
    const { labels } = JSON.parse(stdout) as { labels: Record<string, unknown> };
    expect(labels).toMatchObject({
      compared: 4,
      without: 1,
      truePositive: 1,
      falsePositive: 1,
      trueNegative: 1,
      falseNegative: 1,
      sensitivity: { count: 1, of: 2, value: 0.5 },
      referralRate: { count: 2, of: 4 },
      differing: [
        { row: 2, decided: 'no', verdict: 'candidate', id: 'A2' },
        { row: 4, decided: 'yes', verdict: 'contraindicated', id: 'A4' },
      ],
    });
  });
});
