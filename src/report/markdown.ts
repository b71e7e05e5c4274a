import { accountOf } from './account.js';
import type { Block, Document, Run, Section } from './document.js';
import type { Renderer } from './view.js';
import { flat } from './width.js';

/** The account for a chart note or a pull request: Markdown of the common kind, that reads as plain text too. */
export const markdownReport: Renderer = (result, view) => documentMarkdown(accountOf(result, view));

export function documentMarkdown({ headline, facts, meaning, sections }: Document): string {
  const parts = [
    `# ${escaped(headline)}`,
    code(facts.join(', ')),
    ...meaning.map((words) => escaped(words)),
    ...sections.flatMap(sectionParts),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionParts({ heading, blocks }: Section): readonly string[] {
  const parts: string[] = [`## ${escaped(heading)}`];
  let list: string[] = [];
  const close = (): void => {
    if (list.length > 0) parts.push(list.join('\n'));
    list = [];
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      close();
      parts.push(runsText(block.runs));
    } else list.push(...listLines(block, 0));
  }
  close();
  return parts;
}

/** An item and what stands under it. Two spaces at the end of a line break it. */
function listLines(block: Block, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  switch (block.kind) {
    case 'paragraph':
      return [`${indent}${runsText(block.runs)}`];
    case 'row':
      return [`${indent}- ${block.key === '' ? '' : `${escaped(block.key)}: `}${runsText(block.runs)}`];
    case 'steps':
      return block.steps.map((step, index) => `${indent}${index + 1}. ${escaped(step)}`);
    case 'item': {
      const place = block.place === undefined ? '' : ` (${code(block.place)})`;
      const lines = [`${indent}- ${runsText(block.runs)}${place}`];
      for (const under of block.under) {
        if (under.kind === 'paragraph') lines.push(`${lines.pop() ?? ''}  `);
        lines.push(...listLines(under, depth + 1));
      }
      return lines;
    }
  }
}

function runsText(runs: readonly Run[]): string {
  const text = runs.map((run) => {
    if (typeof run === 'string') return spaced(run, escaped);
    if ('sign' in run) return run.sign === 'arrow' ? '→' : '';
    const loud = run.tone === 'strong' || run.tone === 'danger';
    return spaced(run.text, loud ? (inner) => `**${escaped(inner)}**` : escaped);
  });
  return text.join('').trim();
}

/** Spaces at the ends stay outside of what is put around the text; a text of nothing stays nothing. */
function spaced(text: string, around: (inner: string) => string): string {
  const inner = flat(text);
  if (inner === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${around(inner)}${/\s$/.test(text) ? ' ' : ''}`;
}

/** Every sign that Markdown or HTML could take for its own, taken as it stands. */
function escaped(text: string): string {
  return flat(text)
    .replace(/[\\`*_{}[\]<>#|~!&$]/g, '\\$&')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1')
    .replace(/(https?|ftp):\/\//gi, '$1\\://')
    .replace(/www\./gi, 'www\\.')
    .replace(/@/g, '\\@');
}

function code(text: string): string {
  const line = flat(text);
  return line.includes('`') ? escaped(line) : `\`${line}\``;
}
