/** What a piece of text means to the reader. Which colour that is, only this file knows. */
export type Tone = 'danger' | 'stop' | 'caution' | 'open' | 'go' | 'strong' | 'faint' | 'heading';

/** How the tones look, and which signs may be drawn. Colour never carries a meaning alone: every sign stands beside a word. */
export type Style = Readonly<Record<Tone, Paint>> & { readonly signs: Signs };

export type Paint = (text: string) => string;

export interface Signs {
  /** Runs down the side of the verdict. */
  readonly bar: string;
  readonly rule: string;
  readonly bullet: string;
  readonly arrow: string;
  readonly present: string;
  readonly absent: string;
  readonly unknown: string;
  readonly warning: string;
}

// prettier-ignore
const DRAWN: Signs = { bar: '┃', rule: '─', bullet: '•', arrow: '→', present: '●', absent: '○', unknown: '?', warning: '!' };

// prettier-ignore
const TYPED: Signs = { bar: '|', rule: '-', bullet: '-', arrow: '->', present: '+', absent: '-', unknown: '?', warning: '!' };

const same: Paint = (text) => text;

/** No colour: for a file, a pipe, a log, and whoever wants none. `signs: 'typed'` draws with the letters of ASCII alone. */
export function plainStyle(signs: 'drawn' | 'typed' = 'drawn'): Style {
  return {
    danger: same,
    stop: same,
    caution: same,
    open: same,
    go: same,
    strong: same,
    faint: same,
    heading: same,
    signs: signs === 'drawn' ? DRAWN : TYPED,
  };
}

/**
 * In colour; the level is how many colours the terminal has: 1 for 16, 2 for 256, 3 for all.
 *
 * Going ahead is not green: nothing here says that a treatment is harmless.
 */
export async function colourStyle(level: 1 | 2 | 3, signs: 'drawn' | 'typed' = 'drawn'): Promise<Style> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  return {
    danger: chalk.bold.white.bgRed,
    stop: chalk.red,
    caution: chalk.yellow,
    open: chalk.magenta,
    go: chalk.cyan,
    strong: chalk.bold,
    faint: chalk.dim,
    heading: chalk.bold,
    signs: signs === 'drawn' ? DRAWN : TYPED,
  };
}
