import { Chalk } from 'chalk';
import { signsOf, type Style } from './style.js';

/**
 * In colour; the level is how many colours the terminal has: 1 for 16, 2 for 256, 3 for all.
 *
 * Going ahead is not green: nothing here says that a treatment is harmless.
 */
export function colourStyle(level: 1 | 2 | 3, signs: 'drawn' | 'typed' = 'drawn'): Style {
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
    signs: signsOf(signs),
  };
}
