import { visible } from '../model/visible.js';
import type { Block, Rung } from './ruleset-page.js';

/** A rule set's page in Markdown. Nothing that a rule file says can be taken for Markdown or HTML. */
export function pageMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdown).join('\n\n')}\n`;
}

function markdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'paragraph':
      return escaped(block.text);
    case 'condition':
      return fenced(block.lines);
    case 'facts':
      return [
        '| | |',
        '|---|---|',
        ...block.rows.map(([label, text]) => `| ${escaped(label)} | ${escaped(text)} |`),
      ].join('\n');
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'ladder':
      return fenced(ladderLines(block.rungs, block.end));
    case 'signatures':
      return ['| Name | Role | Date | Signature |', '|---|---|---|---|', '| | | | |', '| | | | |'].join('\n');
  }
}

/** The way to the verdict, drawn with letters. */
export function ladderLines(rungs: readonly Rung[], end: string): readonly string[] {
  return [
    ...rungs.flatMap(({ question, leaves, verdict, names }) => [
      `${question} -- ${leaves} --> ${verdict}`,
      ...(names.length === 0 ? ['  |   (there is none)'] : names.map((name) => `  |   - ${visible(name)}`)),
      `  | ${leaves === 'yes' ? 'no' : 'yes'}`,
      '  v',
    ]),
    end,
  ];
}

/** A block of text as it is; its fence is longer than any in it. */
function fenced(lines: readonly string[]): string {
  const text = lines.map(visible).join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function escaped(text: string): string {
  return (
    visible(text.replaceAll(/\s+/g, ' ').trim())
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(/[\\`*_[\]|~]/g, '\\$&')
      // What would make a heading or a list of it.
      .replace(/^[-=+#]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
      .replaceAll(/(https?):\/\//g, '$1:&#47;&#47;')
      .replaceAll('@', '&#64;')
      .replaceAll(/\bwww\./gi, (word) => `${word.slice(0, -1)}&#46;`)
  );
}
