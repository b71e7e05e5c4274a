import { visible } from '../model/visible.js';
import { usageError, type Problem } from './errors.js';
import type { Io } from './io.js';
import { yamlFiles, type FilesFound } from './test-files.js';

/** The rule files that are meant: a file or a name by itself, all rule files in a folder and below it. Throws where there is none. */
export async function ruleFiles(io: Io, names: readonly string[]): Promise<FilesFound<string>> {
  const files: string[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const all = await yamlFiles(io, name);
    const found = io.files.isFolder(name)
      ? all.files.filter((path) => !/\.test\.ya?ml$/.test(path) && !all.files.includes(rulesOfTranslation(path)))
      : [name];
    if (found.length === 0 && all.problems.length === 0)
      throw usageError(`There is no rule file in "${visible(name)}".`, 'Rule files end in .yaml.');
    files.push(...found);
    problems.push(...all.problems);
  }
  return { files, problems };
}

/** The rule file that a file of translations stands beside: `rules.yaml` of `rules.es.yaml`. Of any other file, nothing that there is. */
function rulesOfTranslation(path: string): string {
  const [, stem, end] = /^(.+)\.[a-z]{2,3}(?:-[A-Za-z0-9]+)*(\.ya?ml)$/.exec(path) ?? [];
  return stem === undefined || end === undefined ? '' : `${stem}${end}`;
}
