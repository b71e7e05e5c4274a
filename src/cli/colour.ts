import { plainStyle, type Style } from '../report/style.js';
import type { Io, Sink } from './io.js';

export type ColourLevel = 0 | 1 | 2 | 3;

/** How many colours a stream may be written in: `--no-color`, then FORCE_COLOR, then NO_COLOR, then what the terminal says. */
export function colourLevel(io: Io, stream: Sink, wanted: boolean): ColourLevel {
  if (!wanted) return 0;
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: term = '', COLORTERM: colours = '' } = io.env;
  if (force !== undefined) return force === '0' || force === 'false' ? 0 : force === '2' ? 2 : force === '3' ? 3 : 1;
  if ((none !== undefined && none !== '') || stream.isTTY !== true || term === 'dumb') return 0;
  if (colours === 'truecolor' || colours === '24bit') return 3;
  return term.includes('256color') || io.platform === 'win32' ? 2 : 1;
}

/** The style of text for a stream. Chalk is loaded where there is colour. */
export async function styleFor(io: Pick<Io, 'env'>, level: ColourLevel): Promise<Style> {
  const signs = drawsSigns(io) ? 'drawn' : 'typed';
  if (level === 0) return plainStyle(signs);
  const { colourStyle } = await import('../report/colour-style.js');
  return colourStyle(level, signs);
}

/** A locale that is not in UTF-8 and a terminal that can do nothing get letters for signs. */
function drawsSigns(io: Pick<Io, 'env'>): boolean {
  const { LC_ALL: all, LC_CTYPE: type, LANG: lang, TERM: term } = io.env;
  const locale = [all, type, lang].find((name) => name !== undefined && name !== '');
  return term !== 'dumb' && (locale === undefined || /utf-?8/i.test(locale));
}
