import { dirname, join } from 'node:path';
import { visible } from '../model/visible.js';
import { usageError } from './errors.js';
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
export function testFiles(io: Io, names: readonly string[]): readonly TestFilePath[] {
  return names.flatMap((name) => {
    const found = io.files.list(name) === undefined ? [single(io, name)] : inFolder(io, name);
    if (found.length > 0) return found;
    throw usageError(`There is no test file in "${visible(name)}".`, 'Test files are called NAME.test.yaml.');
  });
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
  if (TEST_FILE.test(name)) return { name, path: name, rules: rulesBeside(name) };
  const ships = !io.files.exists(name) && shippedIds().includes(name);
  const rules = ships ? shippedFile(name) : name;
  const path = testsBeside(rules);
  if (path === rules || !io.files.exists(rules))
    throw usageError(`Cannot read "${visible(name)}": it is not there.`, 'Give a rule file, a test file or a folder.');
  if (!io.files.exists(path)) {
    throw usageError(
      `"${visible(name)}" has no tests: there is no "${visible(ships ? testsBeside(`${name}.yaml`) : path)}".`,
      `Make some to fill in: candidacy rules test ${visible(name)} --generate`,
    );
  }
  return { name: ships ? `${name}.test.yaml` : path, path, rules };
}

function inFolder(io: Io, folder: string): readonly TestFilePath[] {
  return yamlFiles(io, folder).flatMap((path) =>
    TEST_FILE.test(path) ? [{ name: path, path, rules: rulesBeside(path) }] : [],
  );
}

/** The file itself, or all YAML files of a folder and below it. Folders of packages and hidden ones are left alone. */
export function yamlFiles(io: Io, name: string): readonly string[] {
  const entries = io.files.list(name);
  if (entries === undefined) return [name];
  return entries.flatMap((entry) => {
    const path = name === '.' ? entry : join(name, entry);
    if (entry.startsWith('.') || entry === 'node_modules') return [];
    if (io.files.list(path) !== undefined) return yamlFiles(io, path);
    return /\.ya?ml$/.test(entry) ? [path] : [];
  });
}

/** A name in a test file, as a path from where the command runs; names of rule sets that ship stay. */
export function besideTests(testFile: string, rules: string): string {
  return /\.ya?ml$/.test(rules) ? join(dirname(testFile), rules) : rules;
}
