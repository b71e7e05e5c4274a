import { dirname, extname, join } from 'node:path';
import { visible } from '../model/visible.js';
import { usageError, type Problem } from './errors.js';
import type { Io } from './io.js';
import { shippedFile, shippedIds } from './shipped-rules.js';

/** A test file and the rule file that it stands beside. Names are as a person gave them. */
export interface TestFilePath {
  /** As it is shown. */
  readonly name: string;
  readonly path: string;
  /** The rule file of the same name. */
  readonly rules: string;
}

/**
 * The test files that are meant: a test file by itself, that of a rule file or of a rule set that ships, and all in a folder
 * and below it. Throws `UsageError` where there is none.
 */
export async function testFiles(io: Io, names: readonly string[]): Promise<FilesFound<TestFilePath>> {
  const files: TestFilePath[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    if (!io.files.isFolder(name)) {
      files.push(single(io, name));
      continue;
    }
    const all = await yamlFiles(io, name);
    const found = all.files.filter((path) => TEST_FILE.test(path)).map(testFile);
    if (found.length === 0 && all.problems.length === 0)
      throw usageError(`There is no test file in "${visible(name)}".`, 'Test files are called NAME.test.yaml.');
    files.push(...found);
    problems.push(...all.problems);
  }
  return { files, problems };
}

/** What was found, and what could not be looked at and may hold more. */
export interface FilesFound<T> {
  readonly files: readonly T[];
  readonly problems: readonly Problem[];
}

const TEST_FILE = /\.test\.(ya?ml)$/;

/** The rule file that a test file stands beside, and the other way round. */
export function rulesBeside(path: string): string {
  return path.replace(TEST_FILE, '.$1');
}

export function testsBeside(path: string): string {
  return path.replace(/\.(ya?ml)$/, '.test.$1');
}

function single(io: Io, name: string): TestFilePath {
  if (TEST_FILE.test(name)) return testFile(name);
  const ships = !io.files.exists(name) && shippedIds().includes(name);
  const rules = ships ? shippedFile(name) : name;
  const path = testsBeside(rules);
  if (!io.files.exists(rules))
    throw usageError(`Cannot read "${visible(name)}": it is not there.`, 'Give a rule file, a test file or a folder.');
  if (path === rules)
    throw usageError(
      `"${visible(name)}" is no rule file and no test file: ${endOf(name)}.`,
      'Rule files end in .yaml, test files in .test.yaml.',
    );
  if (!io.files.isFile(path)) {
    throw usageError(
      `"${visible(name)}" has no tests: there is no "${visible(ships ? testsBeside(`${name}.yaml`) : path)}".`,
      `Make some to fill in: candidacy rules test ${visible(name)} --generate`,
    );
  }
  return { name: ships ? `${name}.test.yaml` : path, path, rules };
}

function endOf(name: string): string {
  const end = extname(name);
  return end === '' ? 'its name has no end' : `it ends in "${visible(end)}"`;
}

/** A test file by its own name. */
export function testFile(path: string): TestFilePath {
  return { name: path, path, rules: rulesBeside(path) };
}

/** The file itself, or all YAML files of a folder and below it. */
export async function yamlFiles(io: Io, name: string): Promise<FilesFound<string>> {
  if (!io.files.isFolder(name)) return { files: [name], problems: [] };
  const { files, unread } = await io.files.walk(name, /\.ya?ml$/);
  return { files, problems: unread.map(({ problem }) => problem) };
}

/** A name in a test file, as a path from where the command runs; names of rule sets that ship stay. */
export function besideTests(testFile: string, rules: string): string {
  return /\.ya?ml$/.test(rules) ? join(dirname(testFile), rules) : rules;
}
