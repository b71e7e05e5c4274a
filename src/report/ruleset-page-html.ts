import { visible } from '../model/visible.js';
import { htmlPage } from './html-page.js';
import type { Block, Rung } from './ruleset-page.js';
import { widthOf } from './width.js';

/** A rule set's page as one HTML file: no script, nothing fetched, fit to be printed and signed. */
export function pageHtml(blocks: readonly Block[]): string {
  const title = blocks.find((block) => block.kind === 'heading');
  return htmlPage({
    language: 'en',
    title: title?.kind === 'heading' ? title.text : '',
    lets: ["style-src 'unsafe-inline'"],
    styles: [STYLE],
    body: ['<main>', ...blocks.map(html), '</main>'],
  });
}

const STYLE = [
  'body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}',
  'main{max-width:48rem;margin:0 auto;padding:1.5rem}',
  'h2{margin-top:2.5rem;border-bottom:1px solid #767676}h3{margin-bottom:.25rem;break-after:avoid}',
  'pre{background:#f2f2f2;padding:.5rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere}',
  'table{border-collapse:collapse;width:100%;break-inside:avoid}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}',
  'th{width:9rem;font-weight:600}.signatures td{height:3rem}svg{max-width:100%;height:auto}',
].join('');

function html(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const anchor = block.anchor === undefined ? '' : ` id="${escaped(block.anchor)}"`;
      return `<h${block.level}${anchor}>${escaped(block.text)}</h${block.level}>`;
    }
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'condition':
      return `<pre>${block.lines.map(escaped).join('\n')}</pre>`;
    case 'facts': {
      const rows = block.rows.map(
        ([label, text]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(text)}</td></tr>`,
      );
      return `<table>${rows.join('')}</table>`;
    }
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'ladder':
      return ladderSvg(block.rungs, block.end);
    case 'signatures': {
      const empty = '<tr><td></td><td></td><td></td><td></td></tr>';
      const head = ['Name', 'Role', 'Date', 'Signature'].map((label) => `<th scope="col">${label}</th>`).join('');
      return `<table class="signatures"><tr>${head}</tr>${empty}${empty}${empty}</table>`;
    }
  }
}

const LEFT = 10;
const BOX = 400;
const RIGHT = 500;
const LINE = 20;

/** The way to the verdict from top to bottom; whoever leaves it goes to the right. Criteria stand in the boxes, and are read out. */
function ladderSvg(rungs: readonly Rung[], end: string): string {
  const parts: string[] = [];
  let y = 10;
  for (const { question, leaves, verdict, names } of rungs) {
    const lines = names.length === 0 ? ['(there is none)'] : names.flatMap((name) => wrapped(name, 50));
    const height = 34 + LINE * lines.length;
    parts.push(
      box(LEFT, y, BOX, height),
      label(LEFT + 12, y + 22, question, 'bold'),
      ...lines.map((line, index) => label(LEFT + 24, y + 22 + LINE * (index + 1), line)),
      line(LEFT + BOX, y + 17, RIGHT, y + 17),
      label(LEFT + BOX + 30, y + 12, leaves),
      box(RIGHT, y, 210, 34),
      label(RIGHT + 12, y + 22, verdict, 'bold'),
      line(LEFT + 40, y + height, LEFT + 40, y + height + 40),
      label(LEFT + 50, y + height + 25, leaves === 'yes' ? 'no' : 'yes'),
    );
    y += height + 40;
  }
  parts.push(box(LEFT, y, 210, 34), label(LEFT + 12, y + 22, end, 'bold'));
  const height = y + 44;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 ${height}" width="720" height="${height}" role="img" aria-label="How the verdict comes about" font-family="system-ui,sans-serif" font-size="14">`,
    '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>',
    ...parts,
    '</svg>',
  ].join('');
}

function box(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="#fff" stroke="#1a1a1a"/>`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#1a1a1a" marker-end="url(#end)"/>`;
}

function label(x: number, y: number, text: string, weight?: 'bold'): string {
  return `<text x="${x}" y="${y}"${weight === undefined ? '' : ' font-weight="bold"'}>${escaped(text)}</text>`;
}

/** Words in lines of so many columns; a longer word is cut. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of visible(text)
    .split(/\s+/)
    .flatMap((one) => one.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [])) {
    if (current !== '' && widthOf(`${current} ${word}`) > columns) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return current === '' ? lines : [...lines, current];
}

function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
