import type { Answer } from '../../model/answer.js';
import type { Question } from '../../model/question.js';
import { entered, enteredRaw, entryOf, fieldHint, optionKeys, optionsOf, type Entered } from '../../interview/entry.js';
import type { Reason } from '../../interview/why.js';
import { element } from './element.js';

/** A question on the page, with all that answers it. */
export interface Card {
  readonly question: Question;
  readonly element: HTMLFieldSetElement;
  /** Shows it or not, and whether its answer can change the verdict. */
  readonly show: (shown: boolean, matters: boolean) => void;
  readonly focus: () => void;
  /** Does what a key stands for. `moves` where the answer is complete with it; undefined where the key means nothing here. */
  readonly press: (key: string) => 'moves' | 'stays' | undefined;
  /** Takes in what is typed. Whether there is nothing wrong with it. */
  readonly accept: () => boolean;
  /** Empties it. */
  readonly clear: () => void;
}

export interface CardEvents {
  /** The screening date, by which a date is in the future or not. */
  readonly on: () => string;
  /** Answered, or not answered any more: what is typed and not understood is no answer. */
  readonly answered: (answer: Answer | undefined) => void;
  /** Whether what is typed is not understood. */
  readonly wrong: (wrong: boolean) => void;
  readonly reasons: () => readonly Reason[];
}

const UNKNOWN = 'unknown';
const NONE = 'none';

export function cardOf(question: Question, language: string, events: CardEvents): Card {
  const name = `q-${question.id}`;
  const own = { attributes: { lang: language } };
  const problem = element('p', { className: 'problem', id: `${name}-problem`, hidden: true });
  problem.setAttribute('role', 'alert');
  const idle = element('p', { className: 'idle', hidden: true }, 'Cannot change the verdict as the answers are now.');
  const controls = element('div', { className: 'controls' });
  const root = element(
    'fieldset',
    { id: name, attributes: { 'data-question': question.id } },
    element('legend', own, question.ask),
    controls,
    problem,
    idle,
    whyOf(events),
  );

  const take = (read: Entered | undefined): boolean => {
    const message = read === undefined || read.ok ? undefined : read.message;
    problem.replaceChildren(message === undefined ? '' : element('span', {}, message));
    problem.hidden = message === undefined;
    events.wrong(message !== undefined);
    events.answered(read?.ok === true ? read.answer : undefined);
    return message === undefined;
  };
  const raw = (value: unknown): Entered => enteredRaw(question, value, events.on());
  const typed = entryTyped(question);
  const part = typed
    ? typedControls(question, name, take, (text) => entered(question, text, events.on()))
    : pickControls(question, name, language, (value) => take(value === undefined ? undefined : raw(value)));
  controls.append(...part.elements);

  return {
    question,
    element: root,
    show: (shown, matters) => {
      root.hidden = !shown;
      root.classList.toggle('settled', !matters);
      idle.hidden = matters;
    },
    focus: () => {
      const inputs = [...controls.querySelectorAll<HTMLInputElement>('input')];
      const target = inputs.find(({ type, checked }) => type === 'radio' && checked) ?? inputs[0];
      target?.focus({ preventScroll: true });
      root.scrollIntoView({ block: 'center' });
    },
    press: part.press,
    accept: part.accept,
    clear: () => {
      part.clear();
      take(undefined);
    },
  };
}

interface Controls {
  readonly elements: readonly HTMLElement[];
  readonly press: Card['press'];
  readonly accept: () => boolean;
  readonly clear: () => void;
}

function entryTyped({ type }: Question): boolean {
  return type === 'number' || type === 'date';
}

/** Radio buttons, or boxes where several may be chosen; "none" and "don't know" stand alone. */
function pickControls(
  question: Question,
  name: string,
  language: string,
  choose: (value: string | readonly string[] | undefined) => boolean,
): Controls {
  const several = question.type === 'choices';
  const keys = entryOf(question) === 'typed' ? [] : optionKeys(question);
  const options =
    question.type === 'yes-no'
      ? [
          { value: 'yes', label: 'Yes', key: 'y', own: false },
          { value: 'no', label: 'No', key: 'n', own: false },
        ]
      : [
          ...optionsOf(question).map((option, index) => ({
            value: option.value,
            label: option.name,
            key: keys[index],
            own: true,
          })),
          ...(several ? [{ value: NONE, label: 'None of these', key: '0', own: false }] : []),
        ];
  const alone = (index: number): boolean => !several || index >= options.length - 1;
  const all = [...options, { value: UNKNOWN, label: 'Don’t know', key: 'u', own: false }];
  const inputs = all.map(({ value }, index) => {
    const input = element('input', { type: several ? 'checkbox' : 'radio', name, value });
    input.addEventListener('change', () => changed(index));
    return input;
  });
  const changed = (index: number): void => {
    const input = inputs[index]!;
    if (several && input.checked)
      inputs.forEach((other, place) => (other.checked &&= place === index || (!alone(index) && !alone(place))));
    const chosen = all.flatMap(({ value }, place) => (inputs[place]!.checked ? [{ value, place }] : []));
    if (!several || chosen.some(({ place }) => place === all.length - 1)) choose(chosen[0]?.value);
    else if (chosen.length === 0) choose(undefined);
    else choose(chosen.some(({ place }) => place === all.length - 2) ? [] : chosen.map(({ value }) => value));
  };
  return {
    elements: all.map(({ label, key, own }, index) =>
      element(
        'label',
        { className: 'option' },
        inputs[index]!,
        element('span', own ? { attributes: { lang: language } } : {}, label),
        ...(key === undefined ? [] : [element('kbd', { attributes: { 'aria-hidden': 'true' } }, key)]),
      ),
    ),
    press: (key) => {
      const index = all.findIndex((option) => option.key === key);
      const input = inputs[index];
      if (input === undefined) return undefined;
      input.checked = several ? !input.checked : true;
      changed(index);
      input.focus({ preventScroll: true });
      return several && !(alone(index) && input.checked) ? 'stays' : 'moves';
    },
    accept: () => true,
    clear: () => inputs.forEach((input) => (input.checked = false)),
  };
}

/** A field, its unit, and a box for "don't know". Read when the person is done with it. */
function typedControls(
  question: Question,
  name: string,
  take: (read: Entered | undefined) => boolean,
  read: (text: string) => Entered,
): Controls {
  const hint = element('span', { className: 'hint', id: `${name}-hint` }, fieldHint(question));
  const field = element('input', { type: 'text', autocomplete: 'off', spellcheck: false, id: `${name}-field` });
  field.setAttribute('aria-label', question.type === 'date' ? 'Date' : 'Number');
  field.setAttribute('aria-describedby', `${name}-hint ${name}-problem`);
  field.inputMode = question.type === 'date' ? 'numeric' : 'text';
  const units = question.type === 'number' ? [question.unit, ...question.accepts.map(({ unit }) => unit)] : [];
  const unitNames = units.flatMap((unit) => unit ?? []);
  const unit = element('select', {}, ...unitNames.map((one) => element('option', { value: one }, one)));
  unit.setAttribute('aria-label', 'Unit');
  const unknown = element('input', { type: 'checkbox', name, value: UNKNOWN });
  const accept = (): boolean => {
    const text = field.value.trim();
    const bare = /^[+-]?[\d.]+$/.test(text) && unitNames.length > 1;
    if (text !== '') unknown.checked = false;
    const ok = take(text === '' ? undefined : read(bare ? `${text} ${unit.value}` : text));
    field.setAttribute('aria-invalid', String(!ok));
    return ok;
  };
  const know = (): void => {
    if (unknown.checked) field.value = '';
    field.removeAttribute('aria-invalid');
    take(unknown.checked ? read(UNKNOWN) : undefined);
  };
  field.addEventListener('change', accept);
  unit.addEventListener('change', () => (field.value.trim() === '' ? true : accept()));
  unknown.addEventListener('change', know);
  const unitPart = unitNames.length > 1 ? [unit] : unitNames.map((one) => element('span', { className: 'unit' }, one));
  return {
    elements: [
      element('div', { className: 'field' }, field, ...unitPart),
      element(
        'label',
        { className: 'option' },
        unknown,
        element('span', {}, 'Don’t know'),
        element('kbd', { attributes: { 'aria-hidden': 'true' } }, 'u'),
      ),
      hint,
    ],
    press: (key) => {
      if (key !== 'u') return undefined;
      unknown.checked = true;
      know();
      return 'moves';
    },
    // Nothing typed and nothing chosen is not wrong, and "don't know" stays.
    accept: () => (field.value.trim() === '' ? true : accept()),
    clear: () => {
      field.value = '';
      unknown.checked = false;
      field.removeAttribute('aria-invalid');
    },
  };
}

/** Why it is asked, what helps to answer it, and where the rules come from: made when it is opened. */
function whyOf({ reasons }: CardEvents): HTMLDetailsElement {
  const list = element('dl');
  const details = element('details', {}, element('summary', {}, 'Why is this asked?'), list);
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    list.replaceChildren(
      ...reasons().flatMap(({ heading, text }) => [element('dt', {}, heading), element('dd', {}, text)]),
    );
  });
  return details;
}
