import { standing, statementText } from '../../interview/standing.js';
import { handoutOf } from '../../report/handout.js';
import { handoutParts } from '../../report/handout-html.js';
import { reportParts } from '../../report/html.js';
import type { PageParts } from '../../report/html-page.js';
import { jsonReport } from '../../report/json.js';
import { plainStyle } from '../../report/style.js';
import type { PageData } from '../page-data.js';
import { checklistOf, stillOpen } from './checklist.js';
import { deskOf } from './desk.js';
import { element, fill } from './element.js';

type View = 'questions' | 'result' | 'handout';

const VIEWS: Readonly<Record<View, string>> = { questions: 'Questions', result: 'Result', handout: 'Hand-out' };

/** How many names the verdict so far tells, before it says how many more there are. */
const NAMES = 3;

/** The whole page for one patient after the other. */
export function screenOf(root: HTMLElement, data: PageData): void {
  const { ruleSet, tool } = data;
  const desk = deskOf(data);
  let view: View = 'questions';
  let saved = true;

  const said = element('div', { className: 'said', attributes: { role: 'status' } });
  const primary = element('button', { type: 'button', className: 'primary' });
  const facts = element('p', { className: 'faint' });
  const paper = element('div', { className: 'paper', hidden: true });
  const changed = (note: string | undefined): void => {
    saved = false;
    checklist.update();
    tell(note);
  };
  const checklist = checklistOf(desk, { changed, done: () => primary.focus() });

  /** The verdict so far; read aloud where it is another than before. */
  const tell = (note?: string): void => {
    const statements = standing(desk.setting, desk.session());
    const lines = [
      ...(note === undefined ? [] : [{ tone: 'note', text: note }]),
      ...statements.map((statement) => ({ tone: statement.tone, text: statementText(statement, NAMES) })),
    ];
    said.replaceChildren(...lines.map(({ tone, text }) => element('p', { className: tone }, text)));
    facts.textContent = `${ruleSet.id} ${ruleSet.version}, ${desk.setting.on}`;
    said.dataset['verdict'] = desk.session().standing.verdict.outcome;
    primary.replaceChildren(view === 'questions' ? stillOpen(desk) : 'Back to the questions');
  };

  const show = (wanted: View): void => {
    const held = wanted === 'handout' ? desk.held() : undefined;
    if (held !== undefined) {
      tell(`No hand-out yet. ${held}`);
      return;
    }
    view = wanted;
    for (const [name, button] of tabs) {
      if (name === view) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
    questions.hidden = view !== 'questions';
    paper.hidden = view === 'questions';
    paper.className = `paper ${view}`;
    paper.lang = view === 'handout' ? desk.language : 'en';
    const result = view === 'questions' ? undefined : desk.result();
    const parts: PageParts | undefined =
      result === undefined
        ? undefined
        : view === 'handout'
          ? handoutParts(handoutOf(result), plainStyle())
          : reportParts(result, { width: 80, explain: 'full' }, plainStyle());
    fill(paper, parts === undefined ? '' : `${parts.header}${parts.main}<div class="about">${parts.footer}</div>`);
    tell();
    const heading = (view === 'questions' ? questions : paper).querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  const save = (): void => {
    const held = desk.held();
    if (held !== undefined) {
      tell(`Not saved. ${held}`);
      return;
    }
    const result = desk.result();
    const time = result.screenedAt.slice(11).replace(/\D/g, '');
    const name = `${ruleSet.id}-${result.on}-${time}.json`;
    const url = URL.createObjectURL(new Blob([jsonReport(result)], { type: 'application/json' }));
    const link = element('a', { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    saved = true;
    tell(`The browser has the result as ${name}.`);
  };

  const startAgain = (): void => {
    const lost = saved ? '' : 'The answers are not saved. ';
    if (desk.session().answers.size > 0 && !window.confirm(`${lost}Remove all answers and start with a new patient?`))
      return;
    stop.abort();
    screenOf(root, data);
    root.querySelector('h1')?.focus();
  };

  const button = (label: string, action: () => void): HTMLButtonElement => {
    const made = element('button', { type: 'button' }, label);
    made.addEventListener('click', action);
    return made;
  };
  const tabs = new Map((Object.keys(VIEWS) as View[]).map((name) => [name, button(VIEWS[name], () => show(name))]));

  const reference = element('input', { type: 'text', id: 'page-reference', autocomplete: 'off', maxLength: 200 });
  const referenceSays = element('span', { className: 'hint', id: 'page-reference-hint' }, 'A case number, no name.');
  reference.setAttribute('aria-describedby', referenceSays.id);
  reference.addEventListener('change', () => {
    const problem = desk.refer(reference.value);
    reference.setAttribute('aria-invalid', String(problem !== undefined));
    referenceSays.textContent = problem === undefined ? 'A case number, no name.' : `The reference ${problem}.`;
    saved = false;
  });
  const questions = element(
    'div',
    { className: 'questions' },
    element('h1', { tabIndex: -1, attributes: { lang: desk.language } }, ruleSet.title),
    facts,
    element(
      'p',
      { className: 'keys' },
      'Keys: ',
      ...['y', 'n', 'u'].map((key) => element('kbd', {}, key)),
      'answer and move on, ',
      element('kbd', {}, '↓'),
      element('kbd', {}, '↑'),
      'move, ',
      element('kbd', {}, '?'),
      'tells why, ',
      element('kbd', {}, 'Delete'),
      'takes an answer back.',
    ),
    element(
      'p',
      { className: 'reference' },
      element('label', { htmlFor: reference.id }, 'Reference (optional)'),
      reference,
      referenceSays,
    ),
    checklist.element,
    element('p', { className: 'faint' }, `${tool.name} ${tool.version}. Nothing leaves this page but what you save.`),
  );

  primary.addEventListener('click', () => {
    if (view !== 'questions') show('questions');
    else if (stillOpen(desk) === 'Show the result') show('result');
    else checklist.goOn();
  });
  root.replaceChildren(
    element(
      'header',
      { className: 'bar' },
      element('nav', { attributes: { 'aria-label': 'Parts of the screening' } }, ...tabs.values()),
      element(
        'div',
        { className: 'actions' },
        button('Save', save),
        button('Print', () => window.print()),
        button('New patient', startAgain),
      ),
    ),
    element('main', {}, questions, paper),
    element('section', { className: 'verdict', attributes: { 'aria-label': 'Verdict so far' } }, said, primary),
  );

  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter' && event.repeat) event.preventDefault();
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (view === 'questions') checklist.key(event);
    },
    { signal },
  );
  window.addEventListener('beforeunload', (event) => (saved ? undefined : event.preventDefault()), { signal });
  checklist.update();
  show('questions');
}
