import { expectsNothing } from '../../model/patient.js';
import { visible } from '../../model/visible.js';
import { patientsYaml } from '../../report/patients-yaml.js';
import { usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { writeResult } from '../own-files.js';
import { testFile, testsBeside } from '../test-files.js';

/** Patients who show what is not shown yet, for their author to fill in. */
export async function generateFor(io: Io, names: readonly string[], output: string | undefined): Promise<Ending> {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0)
    throw usageError('--generate is for one rule set.', 'Give one rule file, test file or name.');
  const beside = /\.test\.ya?ml$/.test(name) ? name : testsBeside(name);
  const { openTestFile } = await import('../yaml.js');
  const existing = io.files.exists(beside)
    ? await openTestFile(io, testFile(beside), (wanted) => loadRules(io, wanted))
    : undefined;
  const rules = existing?.rules ?? (await loadRules(io, name));
  const { generate } = await import('../../analysis/generate.js');
  const patients = existing?.patients ?? [];
  const on = patients[0]?.on ?? '2026-01-01';
  const expecting = patients.filter(({ expect }) => !expectsNothing(expect));
  const found = generate(rules.ruleSet, expecting, on);
  if (found.length === 0) {
    await print(io, '# Nothing is left to show: the patients there are show all that can be shown.\n');
    return 'done';
  }
  const isFile = /\.ya?ml$/.test(name);
  const over = existing?.outdated === undefined ? '' : startedOver(beside);
  const text = `${over}${patientsYaml(rules.ruleSet, found, isFile ? undefined : name, on)}`;
  if (output !== undefined && io.files.exists(output))
    throw usageError(`"${visible(output)}" is there already, and is not overwritten.`, 'Name another file.');
  await writeResult(io, text, output);
  return 'done';
}

/** Who has renamed a question has to know that the tests there are count for nothing. */
function startedOver(tests: string): string {
  return (
    `# ${visible(tests)} speaks of ids that the rule set does not have: none of its patients counts, and these start the\n` +
    '# tests over. To keep them, mend the ids first: "candidacy rules test" names them.\n'
  );
}
