import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wholeExample } from '../../src/rulefile/codes.js';
import { runIn } from './run.js';

interface Patient {
  readonly call: string;
  readonly what: string;
  readonly before: string;
}

test('the call for who would notice a change gives what is said of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-mutants-'));
  try {
    writeFileSync(
      join(folder, 'rules.yaml'),
      wholeExample(
        'questions:\n  - { id: injected, ask: When?, type: date }\n  - { id: weight, ask: Weight, type: number, range: [0, 300], step: 1 }\n' +
          'indications:\n  - { id: sciatica, name: Sciatica, ask: Sciatica?, because: B. }\ncontraindications:\n' +
          '  - { id: heavy, name: Heavy, severity: absolute, when: { weight: { above: 136 } }, because: B. }\n' +
          '  - { id: recent, name: Recent, severity: relative, when: { injected: { within: 2 weeks } }, because: B. }\n',
      ),
    );
    const well = '{ weight: 80, sciatica: yes, injected: 2020-01-01 }';
    writeFileSync(
      join(folder, 'rules.test.yaml'),
      `candidacy-tests: 1\npatients:\n  - name: Well\n    on: 2025-06-01\n    answers: ${well}\n    expect: { verdict: candidate }\n`,
    );
    const file = join(folder, 'rules.yaml');
    const { stdout } = await runIn(folder, { args: ['rules', 'test', file, '--mutate', '--json'] });
    const { files } = JSON.parse(stdout) as {
      readonly files: readonly [{ readonly mutation: { readonly changes: readonly { readonly patient?: Patient }[] } }];
    };
    const verdicts = files[0].mutation.changes.flatMap(({ patient }) => (patient?.what === 'verdict' ? [patient] : []));
    expect(verdicts.length).toBeGreaterThan(5);
    for (const { call, before } of verdicts) {
      const ended = await runIn(folder, { args: [...call.split(' ').slice(1), '--json'] });
      expect([call, (JSON.parse(ended.stdout) as { readonly verdict: string }).verdict]).toEqual([call, before]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
