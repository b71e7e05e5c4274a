import { visible, visibleJson } from '../../model/visible.js';
import type { RuleSet } from '../../model/ruleset.js';
import { shortDigest } from '../../report/words.js';
import type { Ending } from '../exit-code.js';
import { print, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { shippedIds } from '../shipped-rules.js';

/** The rule sets that ship. */
export async function list(io: Io, { json }: { readonly json?: boolean }): Promise<Ending> {
  const ruleSets: RuleSet[] = [];
  for (const name of shippedIds()) ruleSets.push((await loadRules(io, name)).ruleSet);
  await print(io, json === true ? listJson(ruleSets) : ruleSets.map(entry).join('\n'));
  return 'done';
}

function listJson(ruleSets: readonly RuleSet[]): string {
  const rows = ruleSets.map(({ id, version, digest, title, description, questions, lineage, ...rest }) => ({
    id,
    version,
    digest,
    title,
    ...(description === undefined ? {} : { description }),
    extends: (lineage ?? []).map((parent) => parent.id),
    questions: questions.length,
    contraindications: rest.contraindications.length,
    indications: rest.indications.length,
    supporting: rest.supporting.length,
  }));
  return `${visibleJson(JSON.stringify(rows, null, 2))}\n`;
}

function entry({ id, version, digest, title, questions, contraindications, indications, lineage }: RuleSet): string {
  const urgent = contraindications.filter((one) => one.urgent).length;
  const red = urgent === 0 ? 'no red flags' : `${urgent} red ${urgent === 1 ? 'flag' : 'flags'}`;
  const counts = `${questions.length} questions, ${contraindications.length} contraindications, ${indications.length} indications, ${red}`;
  const parents = lineage === undefined ? '' : `  extends ${lineage.map((parent) => parent.id).join(', ')}\n`;
  return `${visible(id)} ${visible(version)} (${shortDigest(digest)})\n  ${visible(title)}\n  ${counts}\n${parents}`;
}
