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
    signs: signsOf(signs),
  };
}

export function signsOf(signs: 'drawn' | 'typed'): Signs {
  return signs === 'drawn' ? DRAWN : TYPED;
}
