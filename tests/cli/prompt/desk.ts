import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checklistState, type ChecklistState } from '../../../src/cli/prompt/checklist-state.js';
import { checklistFrame } from '../../../src/cli/prompt/checklist-view.js';
import { agendaOf } from '../../../src/interview/agenda.js';
import type { Key, NamedKey } from '../../../src/cli/prompt/keys.js';
import { press } from '../../../src/cli/prompt/press.js';
import type { Setting } from '../../../src/interview/session.js';
import { compile } from '../../../src/engine/compile.js';
import type { Answer, Answers } from '../../../src/model/answer.js';
import type { RuleSet } from '../../../src/model/ruleset.js';
import { plainStyle } from '../../../src/report/style.js';
import { loadRuleSet } from '../../../src/rulefile/load.js';

export const ON = '2026-01-01';

function load(url: URL): RuleSet {
  const loaded = loadRuleSet(fileURLToPath(url), { read: (path) => readFileSync(path) });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ at, message }) => `${at}: ${message}`).join('\n'));
  return loaded.ruleSet;
}

export const DEFAULT_RULES = load(new URL('../../../rules/spinal-decompression.yaml', import.meta.url));
export const EVERY_KIND = load(new URL('every-kind.yaml', import.meta.url));

/** When every answer is given. */
export const NOW = '2026-01-01T10:00:00Z';

export function settingOf(ruleSet: RuleSet, { on = ON, reference }: { on?: string; reference?: string } = {}): Setting {
  const compiled = compile(ruleSet);
  return {
    ruleSet,
    agenda: agendaOf(ruleSet),
    stand: (answers) => compiled.standing(answers, { on }),
    on,
    now: () => NOW,
    reference,
  };
}

/** Answers by their ids: what a flag would have said, unless another origin is named. */
export function given(values: Readonly<Record<string, string | number>>, origin: Answer['origin'] = 'flag'): Answers {
  return new Map(
    Object.entries(values).map(([id, value]): [string, Answer] => [
      id,
      value === 'unknown' ? { kind: 'unknown', origin } : { kind: 'known', value, origin },
    ]),
  );
}

/** Between two keys of somebody who reads, in ms. */
const UNHURRIED = 500;

/** A checklist without a terminal: keys in, the screen out. */
export class Desk {
  readonly setting: Setting;
  state: ChecklistState;
  time = 10_000;

  constructor(setting: Setting, answers: Answers = new Map(), size = { columns: 80, rows: 24 }) {
    this.setting = setting;
    this.state = checklistState(setting, answers, size, this.time);
  }

  /** `y`, `Enter`, `text:abc` for what came at once; each half a second after the last. */
  keys(...names: readonly string[]): this {
    return this.at(UNHURRIED, ...names);
  }

  /** The same with another time before each key. */
  at(gap: number, ...names: readonly string[]): this {
    for (const name of names) {
      this.time += gap;
      this.state = press(this.setting, this.state, keyOf(name), this.time);
    }
    return this;
  }

  type(text: string): this {
    return this.at(80, ...Array.from(text));
  }

  get lines(): readonly string[] {
    return checklistFrame(this.setting, this.state, plainStyle()).lines;
  }

  get screen(): string {
    return this.lines.join('\n');
  }

  /** The screen with its lines joined, for sentences that run over several. */
  get text(): string {
    return this.screen.replace(/\s+/g, ' ');
  }

  get question(): string | undefined {
    return this.state.view.kind === 'asking' ? this.state.view.question : undefined;
  }

  /** What was answered, short. */
  get answers(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      [...this.state.session.answers].map(([id, answer]) => [id, answer.kind === 'known' ? answer.value : 'unknown']),
    );
  }

  get note(): string {
    return this.state.note?.text ?? '';
  }
}

function keyOf(name: string): Key {
  if (name.startsWith('text:')) return { kind: 'text', text: name.slice(5), pasted: false };
  if (name.startsWith('paste:')) return { kind: 'text', text: name.slice(6), pasted: true };
  return Array.from(name).length === 1 ? { kind: 'char', char: name } : { kind: name as NamedKey };
}
