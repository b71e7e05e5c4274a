import { flat } from './width.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from a rule file or an answer, for the inside of an element or of a quoted attribute. Spaces at its ends stay. */
export function escapeHtml(text: string): string {
  const inner = flat(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
  if (inner === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) ? ' ' : ''}`;
}
