import { describe, expect, test } from 'vitest';
import { counting } from '../../../src/interview/session.js';
import { DEFAULT_RULES, Desk, EVERY_KIND, given, settingOf } from './desk.js';

const plain = settingOf(DEFAULT_RULES);
const every = settingOf(EVERY_KIND);

const SAFE = ['n', 'n', 'n', 'n', 'n'];

describe('the way through', () => {
  test('a clinician who knows it screens a typical patient in at most 14 keys', () => {
    const worst = new Desk(plain).keys(...SAFE, 'n', 'n', 'n', 'n', 'n', 'n', 'y', 'enter');
    expect(worst.state.end).toBe('accepted');
    const usual = new Desk(plain).keys(...SAFE, 'n', 'n', 'n', 'y', 'enter');
    expect(usual.state.end).toBe('accepted');
    const full = new Desk(plain).keys(...SAFE, 'y', 'enter');
    expect([worst, usual, full].map((desk) => desk.state.session.past.length + 1)).toEqual([13, 10, 7]);
  });

  test('safety comes first, and what it is for after', () => {
    const desk = new Desk(plain);
    expect(desk.screen).toContain('Contraindications');
    desk.keys(...SAFE);
    expect(desk.screen).toContain('Indications');
    expect(desk.question).toBe('herniated-disc');
  });

  test('red flags come before all else', () => {
    const desk = new Desk(every);
    expect(desk.question).toBe('numb');
    expect(desk.screen).toContain('Red flags to ask: Saddle numbness');
  });

  test('once the verdict is settled, nothing more is asked unless the person wants it', () => {
    const desk = new Desk(plain).keys('n', 'y');
    expect(desk.state.view.kind).toBe('review');
    expect(desk.screen).toContain('❯ Accept, and show the verdict');
    expect(desk.screen).toContain('Ask supporting factors too (9)');
    expect(desk.screen).toContain('Ruled out by: Fracture of the spine');
  });

  test('supporting factors are asked one after the other, then the review comes back', () => {
    const desk = new Desk(plain).keys(...SAFE, 'y', 'down', 'enter');
    expect(desk.text).toContain('they cannot change the verdict');
    desk.keys('y', 'n', 'u', 'y', 'n', 'n', 'y', 'n', 'y');
    expect(desk.state.view.kind).toBe('review');
    expect(Object.keys(desk.answers)).toHaveLength(15);
  });

  test('who goes to a supporting factor without being sent is asked the others too', () => {
    const desk = new Desk(plain).keys(...SAFE, 'y', 'left', 'right', 'y');
    expect(desk.question).toBe('told-no-other-option');
  });

  test('a question that is passed over comes back at the end', () => {
    const desk = new Desk(plain).keys('down', 'n', 'n', 'n', 'n', 'y');
    expect(desk.question).toBe('metallic-hardware');
    desk.keys('n');
    expect(desk.state.view.kind).toBe('review');
  });

  test('the end is not offered while a red flag has not been asked about, though the verdict is settled', () => {
    const desk = new Desk(every).keys('down', 'r');
    expect(desk.screen).toContain('Not to be ended yet. Red flags not asked about: Saddle numbness.');
    expect(desk.screen).not.toContain('Accept');
    const settled = new Desk(every, given({ slip: 'yes', 'slip-grade': '3' })).keys('r');
    expect(settled.state.session.standing.verdict.outcome).toBe('contraindicated');
    expect(settled.screen).not.toContain('Accept');
    settled.keys('enter', 'n', 'enter');
    expect(settled.state.end).toBe('accepted');
  });

  test('a red flag that nobody knows is warned of, and ending takes more than an Enter', () => {
    const desk = new Desk(every).keys('u', '-', '3', 'enter');
    expect(desk.state.view.kind).toBe('review');
    expect(desk.text).toContain('Red flags that are not known: Saddle numbness. An emergency is not ruled out.');
    desk.keys('enter');
    expect(desk.state.end).toBeUndefined();
    expect(desk.question).toBe('numb');
  });

  test('an emergency is told at once', () => {
    const desk = new Desk(every).keys('y');
    expect(desk.screen).toContain('Urgent, medical assessment now: Saddle numbness');
    expect(desk.state.view.kind).toBe('review');
  });

  test('nothing is asked where everything was given, and the review is open', () => {
    const desk = new Desk(plain, given({ pregnancy: 'yes' }));
    expect(desk.state.view.kind).toBe('review');
    expect(desk.screen).toContain('(given)');
  });
});

describe('answers of every kind', () => {
  test('a number is typed, with the unit beside it, and Enter accepts', () => {
    const desk = new Desk(every).keys('n');
    expect(desk.question).toBe('t-score');
    expect(desk.screen).toContain('In SD. A number from -8 to 5 SD in steps of 0.1.');
    desk.type('-1.55').keys('enter');
    expect(desk.screen).toContain('"-1.55" is between two steps.');
    expect(desk.answers['t-score']).toBeUndefined();
    desk.keys('backspace', 'enter');
    expect(desk.answers['t-score']).toBe(-1.5);
    expect(desk.question).toBe('weight');
    desk.type('150lb').keys('enter');
    expect(desk.state.session.answers.get('weight')).toMatchObject({ value: 150, unit: 'lb' });
  });

  test('in an empty field u is "don\'t know", and y and n are nothing', () => {
    const desk = new Desk(every).keys('n', 'y');
    expect(desk.note).toContain('“y” is not an answer');
    desk.keys('u');
    expect(desk.answers['t-score']).toBe('unknown');
  });

  test('a date is typed', () => {
    const desk = new Desk(every).keys('n', 'u', 'u', 'n');
    expect(desk.question).toBe('last-injection');
    desk.type('2026-02-01').keys('enter');
    expect(desk.screen).toContain('is after the day of the screening');
    desk.keys('escape').type('2025-12-31').keys('enter');
    expect(desk.answers['last-injection']).toBe('2025-12-31');
  });

  test('a choice is one key, that of its own value where values are digits', () => {
    const desk = new Desk(every, given({ 't-score': 0, weight: 80, 'last-injection': '2020-01-01' })).keys('n', 'y');
    expect(desk.question).toBe('slip-grade');
    desk.keys('4');
    expect(desk.note).toContain('“4” is not an answer');
    desk.keys('1');
    expect(desk.answers['slip-grade']).toBe('1');
  });

  test('several options are turned on and off, and Enter accepts; none of them is a key of its own', () => {
    const desk = new Desk(every, given({ numb: 'no', 't-score': -3 })).keys('down', 'enter');
    expect(desk.question).toBe('treatments');
    desk.keys('enter');
    expect(desk.answers['treatments']).toBeUndefined();
    desk.keys('2', '1', '2');
    expect(desk.screen).toContain('1 [x] Physical therapy');
    expect(desk.screen).toContain('2 [ ] Drugs');
    expect(desk.answers['treatments']).toBeUndefined();
    desk.keys('enter');
    expect(desk.answers['treatments']).toEqual(['physical']);
    const none = new Desk(every, given({ numb: 'no', 't-score': -3 })).keys('down', 'enter', 'n');
    expect(none.answers['treatments']).toEqual([]);
  });

  test('what is typed and not accepted is kept while the person looks elsewhere, and said', () => {
    const desk = new Desk(every).keys('n').type('-2').keys('up');
    expect(desk.answers['t-score']).toBeUndefined();
    desk.keys('right');
    expect(desk.screen).toContain('❯ -2');
    desk.keys('down');
    expect(desk.screen).toContain('“-2” typed, not accepted yet');
    desk.keys('up', '5', 'backspace', 'enter');
    expect(desk.answers['t-score']).toBe(-2);
  });
});

describe("changing one's mind", () => {
  test('Backspace takes the last answer back, and the one before', () => {
    const desk = new Desk(plain).keys('n', 'y', 'backspace');
    expect(desk.question).toBe('spinal-fracture');
    expect(desk.note).toContain('Taken back: “Fracture of the spine”.');
    desk.keys('backspace');
    expect(desk.answers).toEqual({});
    desk.keys('backspace');
    expect(desk.note).toContain('No answer to take back');
  });

  test('an answer chosen in the review is asked again, and leads back there', () => {
    const desk = new Desk(plain).keys(...SAFE, 'y', 'down', 'down', 'down', 'enter');
    expect(desk.question).toBe('metallic-hardware');
    desk.keys('y');
    expect(desk.state.view.kind).toBe('review');
    expect(desk.screen).toContain('Ruled out by: Metal in the body');
  });

  test('where a change opens questions, they are asked', () => {
    const desk = new Desk(plain).keys('y', 'down', 'down', 'down', 'enter');
    expect(desk.question).toBe('metallic-hardware');
    desk.keys('n');
    expect(desk.question).toBe('spinal-fracture');
    expect(desk.note).toContain('That answer makes these matter');
  });

  test('Escape leaves a question for the review it was chosen in', () => {
    const desk = new Desk(plain).keys('n', 'r', 'end', 'escape');
    expect(desk.question).toBe('spinal-fracture');
    desk.keys('r', 'down', 'down', 'down', 'enter');
    expect(desk.question).toBe('metallic-hardware');
    desk.keys('escape');
    expect(desk.state.view.kind).toBe('review');
  });

  test('a question that stops applying is dropped, said so, and comes back with its answer', () => {
    const desk = new Desk(every, given({ 't-score': 0, weight: 80, 'last-injection': '2020-01-01' })).keys(
      'n',
      'y',
      '1',
    );
    desk.keys('backspace', '1', 'r');
    while (!desk.screen.includes('❯ yes     Slip')) desk.keys('down');
    desk.keys('enter', 'n');
    expect(desk.note).toContain('No longer applies, answer set aside: “Which grade is the slip”.');
    expect(counting(desk.state.session).has('slip-grade')).toBe(false);
    desk.keys('r');
    expect(desk.screen.replaceAll('\n', ' ')).toMatch(/1 +Which grade is the slip \(does not apply; set aside\)/);
    desk.keys('left', 'backspace');
    expect(desk.note).toContain('Applies again, with its answer: “Which grade is the slip”.');
    expect(counting(desk.state.session).get('slip-grade')).toMatchObject({ value: '1' });
  });

  test('a given answer that does not apply is left out on a yes alone', () => {
    const contradictory = given({ slip: 'no', 'slip-grade': '2' });
    const desk = new Desk(every, contradictory);
    expect(desk.state.view.kind).toBe('contradiction');
    expect(desk.screen).toContain('“Which grade is the slip” with “2”');
    desk.keys('r', 'enter', 'x');
    expect(desk.state.view.kind).toBe('contradiction');
    desk.keys('y');
    expect(desk.question).toBe('numb');
    expect(counting(desk.state.session).has('slip-grade')).toBe(false);
    const edited = new Desk(every, contradictory).keys('e', 'y');
    expect(counting(edited.state.session).get('slip-grade')).toMatchObject({ value: '2' });
    expect(new Desk(every, contradictory).keys('e', 'r').state.view.kind).toBe('contradiction');
  });
});

describe('keys that were not meant', () => {
  test('a held key answers one question', () => {
    const desk = new Desk(plain)
      .keys('n')
      .at(400, 'n')
      .at(30, ...Array<string>(40).fill('n'));
    expect(desk.answers).toEqual({ 'metallic-hardware': 'no' });
    expect(desk.note).toContain('held down');
    desk.keys('n');
    expect(desk.answers).toEqual({ 'metallic-hardware': 'no', 'spinal-fracture': 'no' });
  });

  test('a key held down on a busy machine, where it comes in bunches, answers one question', () => {
    const desk = new Desk(plain).keys('n').at(700, 'n').at(400, 'text:nnnnn').at(300, 'n', 'n', 'text:nnnnnnn', 'n');
    expect(desk.answers).toEqual({ 'metallic-hardware': 'no' });
  });

  test('a held Backspace takes one answer back', () => {
    const desk = new Desk(plain)
      .keys('n', 'n', 'n', 'backspace')
      .at(400, 'backspace')
      .at(30, ...Array<string>(40).fill('backspace'));
    expect(Object.keys(desk.answers)).toHaveLength(2);
  });

  test('an Enter held after the last number does not accept the verdict', () => {
    const desk = new Desk(every, given({ numb: 'no' }))
      .type('-3')
      .keys('enter')
      .at(500, 'enter')
      .at(30, ...Array<string>(40).fill('enter'));
    expect(desk.state.view.kind).toBe('review');
    expect(desk.state.end).toBeUndefined();
    desk.at(2000, 'enter');
    expect(desk.state.end).toBe('accepted');
  });

  test('an Enter pressed out of habit after the last answer does not accept it either', () => {
    const desk = new Desk(plain).keys('y').at(150, 'enter');
    expect(desk.state.end).toBeUndefined();
    expect(desk.note).toContain('only just opened');
  });

  test('keys that come at once answer nothing; in a field they are text, without the Enter', () => {
    expect(new Desk(plain).keys('text:nnnnn').answers).toEqual({});
    const desk = new Desk(plain).keys('paste:nnnnn', 'paste:y', 'text:y\r');
    expect(desk.answers).toEqual({});
    expect(desk.note).toContain('None was taken');
    const field = new Desk(every, given({ numb: 'no' })).keys('text:-3\r-4\r');
    expect(field.answers['t-score']).toBeUndefined();
    expect(field.screen).toContain('❯ -3');
    field.keys('enter');
    expect(field.answers['t-score']).toBe(-3);
  });

  test('Enter alone answers nothing', () => {
    const desk = new Desk(plain).keys('enter', 'enter', ' ', 'x', '1', '😀', 'tab', 'home', 'page-up', 'other');
    expect(desk.answers).toEqual({});
  });

  test('capitals are letters too', () => {
    expect(new Desk(plain).keys('N', 'U').answers).toEqual({ 'metallic-hardware': 'no', 'spinal-fracture': 'unknown' });
  });
});

describe('stopping and looking', () => {
  test('Ctrl-C stops; so does Ctrl-D, unless something is typed', () => {
    expect(new Desk(plain).keys('n', 'interrupt').state.end).toBe('interrupted');
    expect(new Desk(plain).keys('n', 'end-of-input').state.end).toBe('interrupted');
    expect(new Desk(every).keys('n', '-', 'end-of-input').state.end).toBeUndefined();
    expect(new Desk(plain).keys('n', 'interrupt', 'n').answers).toEqual({ 'metallic-hardware': 'no' });
  });

  test('? says why it is asked and where the rule comes from, and an answer closes it', () => {
    const desk = new Desk(every).keys('n', '?');
    expect(desk.screen).toContain('Rules the treatment out: Thin bones. Bones may break.');
    expect(desk.screen).toContain('Source: A book (A press 2020); page 3');
    desk.keys('?');
    expect(desk.screen).not.toContain('Source:');
    desk.keys('?', 'escape');
    expect(desk.screen).not.toContain('Source:');
    desk.keys('?', 'u');
    expect(desk.question).toBe('weight');
    expect(desk.state.help).toBeUndefined();
  });

  test('a long explanation has pages', () => {
    const desk = new Desk(plain, new Map(), { columns: 40, rows: 20 });
    desk.keys('?');
    const seen = [desk.screen];
    while (desk.state.help !== undefined) seen.push(desk.keys('?').screen);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.join(' ').replace(/\s+/g, ' ')).toContain('Source:');
  });

  test('the reference stays in sight', () => {
    const desk = new Desk(settingOf(DEFAULT_RULES, { reference: 'bed 7' }), new Map(), { columns: 40, rows: 24 });
    expect(desk.screen).toContain('Reference: bed 7');
  });
});

describe('a long question', () => {
  const words = Array.from({ length: 30 }, (_, index) => `word${index + 1}`).join(' ');
  const ask = `Since when, in ${words}?`;
  const long = settingOf({ ...EVERY_KIND, questions: EVERY_KIND.questions.map((one) => ({ ...one, ask })) });

  test.each([
    { columns: 80, rows: 24 },
    { columns: 40, rows: 24 },
  ])('stands on the screen whole, at $columns columns, with why it is asked', (size) => {
    const desk = new Desk(long, new Map(), size);
    for (let index = 0; index < EVERY_KIND.questions.length && desk.state.view.kind === 'asking'; index++) {
      const marked = desk.screen.slice(desk.screen.indexOf('❯')).replace(/\s+/g, ' ');
      expect(marked).toContain(ask);
      expect(desk.text).toContain('So far');
      desk.keys('?');
      expect(desk.text).toContain(ask);
      expect(desk.lines.filter((line) => /^ {4}\S/.test(line)).length).toBeGreaterThanOrEqual(1);
      expect(desk.text).toContain('So far');
      desk.keys('escape', 'down');
    }
  });
});
