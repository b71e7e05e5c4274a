import { visible } from '../model/visible.js';
import { usageError } from './errors.js';
import type { Io } from './io.js';
import { yamlFiles } from './test-files.js';

/** The rule files that are meant: a file or a name by itself, all rule files in a folder and below it. Throws where there is none. */
export function ruleFiles(io: Io, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    if (io.files.list(name) === undefined) return [name];
    const all = yamlFiles(io, name);
    const found = all.filter((path) => !/\.test\.ya?ml$/.test(path) && !all.includes(rulesOfTranslation(path)));
    if (found.length > 0) return found;
    throw usageError(`There is no rule file in "${visible(name)}".`, 'Rule files end in .yaml.');
  });
}

/** The rule file that a file of translations stands beside: `rules.yaml` of `rules.es.yaml`. Of any other file, nothing that there is. */
function rulesOfTranslation(path: string): string {
  const [, stem, end] = /^(.+)\.[a-z]{2,3}(?:-[A-Za-z0-9]+)*(\.ya?ml)$/.exec(path) ?? [];
  return stem === undefined || end === undefined ? '' : `${stem}${end}`;
}
