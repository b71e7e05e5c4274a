// The licences of the packages that are bundled, as their licences ask.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './fresh.mjs';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** `inputs`: the paths of all bundled files. */
export async function notices(inputs) {
  const folders = new Set([...inputs].flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const parts = await Promise.all([...folders].sort().map(notice));
  return [`candidacy contains the following packages.\n`, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

async function notice(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
  const file = (await readdir(join(ROOT, folder))).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const by = typeof author === 'string' ? author : author?.name;
  const text = file
    ? await readFile(join(ROOT, folder, file), 'utf8')
    : `Copyright (c) ${by ?? `the authors of ${name}`}\n`;
  if (!license) throw new Error(`${folder} does not say its licence.`);
  return `${name} ${version}, licence: ${license}\n\n${text.trim()}\n`;
}
