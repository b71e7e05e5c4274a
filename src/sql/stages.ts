import type { Dialect } from './dialect.js';
import { NO, not, type Sql, YES } from './expression.js';

/** Names what is worked out, stage by stage, so that nothing is written or worked out twice. */
export interface Stages {
  /** The expression by a name that later stages read. A name, a number and a constant truth stay as they are. */
  readonly named: (expression: Sql) => Sql;
  /** How many names there are. */
  readonly size: () => number;
  /** The stages as the part behind WITH, and the name of the last one. */
  readonly render: (dialect: Dialect) => { readonly text: string; readonly last: string };
}

/** `columns` are those of the first stage, read from `from`: expression and name. */
export function createStages(
  from: string,
  columns: readonly { readonly text: string; readonly name: string }[],
): Stages {
  const names = new Map<string, Sql>();
  const stages: string[][] = [columns.map(({ text, name }) => `${text} AS ${name}`)];
  let size = columns.length;

  return {
    named(expression) {
      const { text, stage, opposite } = expression;
      if (expression === YES || expression === NO || /^\w+$/.test(text)) return expression;
      const known = names.get(text);
      if (known !== undefined) return known;
      const negated = opposite === undefined ? undefined : names.get(opposite);
      if (negated !== undefined) return not(negated);
      const name = `x${names.size + 1}`;
      (stages[stage] ??= []).push(`${text} AS ${name}`);
      size++;
      const column: Sql = { text: name, stage: stage + 1 };
      names.set(text, column);
      return column;
    },
    size: () => size,
    render({ fence }) {
      const made = stages.filter((stage) => stage.length > 0);
      const parts = made.map((lines, index) => {
        const source = index === 0 ? [`  SELECT`, ''] : [`  SELECT\n    s${index}.*,`, `s${index}`];
        return [
          `s${index + 1} AS ${fence.before}(`,
          source[0],
          lines.map((line) => `    ${line}`).join(',\n'),
          `  FROM ${index === 0 ? from : source[1]}${fence.after}`,
          ')',
        ].join('\n');
      });
      return { text: parts.join(',\n'), last: `s${made.length}` };
    },
  };
}
