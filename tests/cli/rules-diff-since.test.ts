import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wholeExample } from '../../src/rulefile/codes.js';
import { type Ended, runIn } from './run.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-git-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: readonly string[]): void {
  const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function commit(tag: string): void {
  git('add', '.');
  git('commit', '-m', tag);
  git('tag', tag);
}

async function since(revision: string, name = 'rules.yaml', ...more: readonly string[]): Promise<Ended> {
  return await runIn(folder, { args: ['rules', 'diff', join(folder, name), '--since', revision, ...more] });
}

const rules = (bound: number): string =>
  wholeExample(
    'questions:\n  - { id: weight, ask: Weight, type: number, range: [0, 300], step: 1 }\nindications:\n' +
      `  - { id: light, name: Light, when: { weight: { at-most: ${bound} } }, because: B. }\n`,
  );

test('a file is compared with what it was, and ends with 1 where a verdict changes and that is asked', async () => {
  git('init', '-q');
  write('rules.yaml', rules(136));
  commit('old');
  write('rules.yaml', rules(140));
  const changed = await since('old', 'rules.yaml', '--exit-code');
  expect(changed.stdout).toContain('was not-indicated, is now candidate');
  expect(changed.code).toBe(1);
  commit('new');
  const same = await since('new', 'rules.yaml', '--exit-code');
  expect(same.stdout).toContain('Both say the same, word for word.');
  expect(same.code).toBe(0);
});

test.each(['', ':0', ':'])('%j is no revision, and not the index of git', async (revision) => {
  git('init', '-q');
  write('rules.yaml', rules(136));
  commit('old');
  const { code, stdout, stderr } = await since(revision);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`git has no revision "${revision}".`);
});

test('what it extends is what that was', async () => {
  git('init', '-q');
  write('base.yaml', rules(136).replace('id: example', 'id: base'));
  write('rules.yaml', wholeExample('extends: base.yaml\n'));
  commit('old');
  write('base.yaml', rules(140).replace('id: example', 'id: base'));
  expect((await since('old')).stdout).toContain('was not-indicated, is now candidate');
});

test('the patient of a gate that was moved can be screened under what the file was, too', async () => {
  const gated = (gate: string): string =>
    wholeExample(
      'questions:\n  - { id: neck, ask: Neck? }\n  - { id: slip, ask: Slip? }\n' +
        `  - { id: vessels, ask: Vessels?, ask-if: ${gate} }\nindications:\n` +
        '  - { id: sciatica, name: Sciatica, ask: Sciatica?, because: B. }\ncontraindications:\n' +
        '  - { id: artery, name: Artery, severity: absolute, when: vessels, because: B. }\n',
    );
  git('init', '-q');
  write('rules.yaml', gated('neck'));
  commit('old');
  write('rules.yaml', gated('{ all: [neck, slip] }'));
  const { stdout } = await since('old');
  const calls = stdout.split('was contraindicated, is now candidate:')[1]!.split('\n').slice(1, 8);
  const [written, before, after] = calls.flatMap((line) => /^ *\$ (.*)$/.exec(line)?.[1] ?? []) as [
    string,
    ...string[],
  ];
  execFileSync('sh', ['-c', written]);
  const verdicts = await Promise.all(
    [before, after].map(async (call) => {
      const ended = await runIn(folder, { args: [...call!.split(' ').slice(1), '--json'] });
      return (JSON.parse(ended.stdout) as { readonly verdict: string }).verdict;
    }),
  );
  expect(verdicts).toEqual(['contraindicated', 'candidate']);
});

test('a rule set that ships and is in no repository is what it is today', async () => {
  git('init', '-q');
  const fever = '  - { id: fever, name: Fever, severity: absolute, ask: Is there a fever?, because: B. }\n';
  write('rules.yaml', wholeExample('extends: spinal-decompression\n'));
  commit('old');
  write('rules.yaml', wholeExample(`extends: spinal-decompression\ncontraindications:\n${fever}`));
  const { stdout, code } = await since('old');
  expect(stdout).toContain('is now contraindicated');
  expect(code).toBe(0);
});

test('a repository without a commit', async () => {
  git('init', '-q');
  write('rules.yaml', rules(136));
  const { stderr, code } = await since('HEAD');
  expect(stderr).toContain('git has no revision "HEAD": nothing is committed yet.');
  expect(stderr).toContain('Commit the rule file first.');
  expect(code).toBe(2);
});

test.each(['HEAD~9', 'nowhere', '--output=x', '-h', '\u001b[31mred'])(
  'a revision "%s" that is not there',
  async (name) => {
    git('init', '-q');
    write('rules.yaml', rules(136));
    commit('old');
    // Behind an equals sign: a word of its own that starts with a dash would be an option.
    const { stderr, code } = await runIn(folder, {
      args: ['rules', 'diff', join(folder, 'rules.yaml'), `--since=${name}`],
    });
    expect(stderr).toContain('git has no revision');
    expect(stderr).not.toContain('\u001b');
    expect(code).toBe(2);
  },
);

test('a file that was called otherwise then is named by that', async () => {
  git('init', '-q');
  mkdirSync(join(folder, 'sub'));
  write('sub/first.yaml', rules(136));
  commit('old');
  renameSync(join(folder, 'sub/first.yaml'), join(folder, 'rules.yaml'));
  commit('new');
  const { stderr, code } = await since('old');
  expect(stderr).toContain('At "old", git has no ');
  expect(stderr).toContain('git show old:sub/first.yaml > old.yaml');
  expect(code).toBe(2);
});

test('a file that was not there then', async () => {
  git('init', '-q');
  write('other.yaml', rules(136));
  commit('old');
  write('rules.yaml', 'candidacy: 1\n');
  const { stderr, code } = await since('old');
  expect(stderr).toContain('Name a revision that has it');
  expect(code).toBe(2);
});

test('a file that did not load then', async () => {
  git('init', '-q');
  write('rules.yaml', rules(136).replace('at-most', 'at-mots'));
  commit('old');
  write('rules.yaml', rules(136));
  const { stderr, code } = await since('old');
  expect(stderr).toContain('at-mots');
  expect(code).toBe(3);
});

test('a folder that is no repository', async () => {
  // Were the temporary folder itself in a repository, git would find that one.
  vi.stubEnv('GIT_CEILING_DIRECTORIES', tmpdir());
  write('rules.yaml', rules(136));
  const { stderr, code } = await since('HEAD');
  expect(stderr).toContain('is in no git repository.');
  expect(code).toBe(2);
});

test('no git', async () => {
  vi.stubEnv('PATH', folder);
  write('rules.yaml', rules(136));
  const { stderr, code } = await since('HEAD');
  expect(stderr).toContain('Cannot run git');
  expect(code).toBe(74);
});
