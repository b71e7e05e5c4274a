import type { CodeEntry } from './codes.js';

const WEIGHT = '  - { id: weight, ask: Weight, type: number, unit: kg, accepts: [lb], range: [20, 300], step: 1 }\n';
const TREATMENTS = '  - { id: treatments, ask: What was tried?, type: choices, options: [exercise, injections] }\n';
const tooHeavy = (when: string): string =>
  `questions:\n${WEIGHT}contraindications:\n  - { id: too-heavy, name: Too heavy, severity: absolute, when: ${when}, because: The table holds 136 kg. }\n`;
const tried = (when: string): string =>
  `questions:\n${TREATMENTS}supporting:\n  - { id: tried-something, name: Tried something, when: ${when}, because: Simpler things come first. }\n`;
const indication = (rest: string): string =>
  `indications:\n  - { id: sciatica, name: Sciatica, because: It is treated., ${rest} }\n`;
const scored = (add: string): string =>
  `indications:\n  - { id: likely, name: Likely, because: The points add up., when: { score: [ { add: ${add}, when: leg-pain } ], at-least: 1 } }\nquestions:\n  - { id: leg-pain, ask: Is there leg pain? }\n`;
const gated = (when: string): string =>
  `questions:\n  - { id: surgery, ask: Was there surgery? }\n  - { id: healed, ask: Has it healed?, ask-if: surgery }\ncontraindications:\n  - { id: unhealed, name: Unhealed surgery, severity: absolute, when: ${when}, because: Healing tissue may tear. }\n`;

const BASE =
  'id: base\ncontraindications:\n  - { id: pregnancy, name: Pregnancy, severity: absolute, ask: Is the patient pregnant?, because: It is ruled out. }\n';

/** Errors in what the rules say: ids, references, comparisons, gates, and what a file does to those it extends. */
export const RULE_CODES = {
  'reserved-id': {
    title: 'An id that already means something',
    why: 'Every id is a flag on the command line and a word in conditions. Ids that are options, operators or answers, and ids that start with `no-`, would be ambiguous there.',
    example: {
      bad: 'supporting:\n  - { id: no-surgery, name: No surgery, ask: Was there no surgery?, because: It speaks for it. }\n',
      mended:
        'supporting:\n  - { id: never-operated, name: Never operated on, ask: Was the patient never operated on?, because: It speaks for it. }\n',
    },
  },
  'duplicate-id': {
    title: 'The same id twice',
    why: 'Questions and criteria share one set of names, so that each name means one thing everywhere; advice items have their own. With `extends`, the names of the parent count too.',
    example: {
      bad: 'indications:\n  - { id: pain, name: Back pain, ask: Is there back pain?, because: It is treated. }\nsupporting:\n  - { id: pain, name: Long pain, ask: Has it lasted long?, because: It speaks for it. }\n',
      mended:
        'indications:\n  - { id: pain, name: Back pain, ask: Is there back pain?, because: It is treated. }\nsupporting:\n  - { id: long-pain, name: Long pain, ask: Has it lasted long?, because: It speaks for it. }\n',
    },
  },
  'unknown-question': {
    title: 'No such question',
    why: 'A condition names a question that the rule set does not have.',
    example: {
      bad: tooHeavy('{ wieght: { above: 136 } }'),
      mended: tooHeavy('{ weight: { above: 136 } }'),
    },
  },
  'unknown-option': {
    title: 'No such option',
    why: 'A comparison names an answer that cannot be given, and so would never hold.',
    example: {
      bad: tried('{ treatments: { includes: massage } }'),
      mended: tried('{ treatments: { includes: injections } }'),
    },
  },
  'unknown-source': {
    title: 'No such source',
    why: 'A citation names a source that is not in the bibliography.',
    example: {
      bad: `sources:\n  trial: { title: A trial }\n${indication('ask: Is there sciatica?, source: { trail: Table 1 }')}`,
      mended: `sources:\n  trial: { title: A trial }\n${indication('ask: Is there sciatica?, source: { trial: Table 1 }')}`,
    },
  },
  'wrong-comparison': {
    title: 'A comparison that does not fit its question',
    why: 'What an answer can be held against follows from the type of its question: a number has bounds, a choice has options, a date has spans of time.',
    example: { bad: tooHeavy('weight'), mended: tooHeavy('{ weight: { above: 136 } }') },
  },
  'wrong-unit': {
    title: 'A unit that does not fit',
    why: 'A bound is given in a unit in which the question is not asked, or a question accepts a unit that does not convert into its own.',
    example: {
      bad: tooHeavy('{ weight: { above: { st: 21 } } }'),
      mended: tooHeavy('{ weight: { above: { kg: 136, lb: 300 } } }'),
    },
  },
  'off-step': {
    title: 'A number that is no answer',
    why: 'The question is answered in steps, and none of them is this number: the comparison would never hold.',
    example: {
      bad: 'questions:\n  - { id: pain, ask: Pain from 0 to 10, type: number, range: [0, 10], step: 1 }\nindications:\n  - { id: strong, name: Strong pain, when: { pain: { one-of: [4.5, 5] } }, because: It is treated. }\n',
      mended:
        'questions:\n  - { id: pain, ask: Pain from 0 to 10, type: number, range: [0, 10], step: 1 }\nindications:\n  - { id: strong, name: Strong pain, when: { pain: { above: 4.5 } }, because: It is treated. }\n',
    },
  },
  'bad-range': {
    title: 'A range or a step that makes no scale',
    why: 'The values of a number go from the smallest in equal steps to the largest. The range must be whole steps long, and a step has at most six decimal places.',
    example: {
      bad: 'questions:\n  - { id: age, ask: Age in years, type: number, range: [120, 0], step: 1 }\n',
      mended: 'questions:\n  - { id: age, ask: Age in years, type: number, range: [0, 120], step: 1 }\n',
    },
  },
  'bad-period': {
    title: 'Not a span of time',
    why: 'A span is a whole number and days, weeks, months or years.',
    example: {
      bad: 'questions:\n  - { id: injected-on, ask: When was the injection?, type: date }\ncontraindications:\n  - { id: recent, name: Recent injection, severity: relative, when: { injected-on: { within: a fortnight } }, because: It may still act. }\n',
      mended:
        'questions:\n  - { id: injected-on, ask: When was the injection?, type: date }\ncontraindications:\n  - { id: recent, name: Recent injection, severity: relative, when: { injected-on: { within: 14 days } }, because: It may still act. }\n',
    },
  },
  'duplicate-option': {
    title: 'The same option twice',
    why: 'Options that differ only by capitals, or are the same number, cannot be told apart in an answer.',
    example: {
      bad: 'questions:\n  - { id: slip-grade, ask: Grade of the slip, type: choice, options: [1, 2, 2.0] }\n',
      mended: 'questions:\n  - { id: slip-grade, ask: Grade of the slip, type: choice, options: [1, 2, 3] }\n',
    },
  },
  'key-of-other-type': {
    title: 'A key for another type of question',
    why: 'A range belongs to a number and options to a choice; elsewhere they would say nothing.',
    example: {
      bad: 'questions:\n  - { id: age, ask: Age in years, range: [0, 120], step: 1 }\n',
      mended: 'questions:\n  - { id: age, ask: Age in years, type: number, range: [0, 120], step: 1 }\n',
    },
  },
  'key-of-question': {
    title: 'A key for the question, at a criterion without one',
    why: '`ask-if`, `fixed` and `codes` are about a question. A criterion with `when` asks none of its own.',
    example: {
      bad: `questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n${indication('when: leg-pain, fixed: true')}`,
      mended: `questions:\n  - { id: leg-pain, ask: Is there leg pain?, fixed: true }\n${indication('when: leg-pain')}`,
    },
  },
  'ask-and-when': {
    title: 'Both a question and a condition',
    why: 'With `ask` alone, a criterion is present where its question is answered yes. With `when`, it is present where that holds. With both, one of the two would be passed over.',
    example: {
      bad: `questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n${indication('ask: Is there sciatica?, when: leg-pain')}`,
      mended: indication('ask: Is there sciatica?'),
    },
  },
  'urgent-not-absolute': {
    title: 'Urgent, but not absolute',
    why: 'A red flag needs urgent care. What does that and still lets the treatment go ahead with caution is a contradiction.',
    example: {
      bad: 'contraindications:\n  - { id: cauda-equina, name: Cauda equina signs, severity: relative, urgent: true, ask: Is there numbness between the legs?, because: It is an emergency. }\n',
      mended:
        'contraindications:\n  - { id: cauda-equina, name: Cauda equina signs, severity: absolute, urgent: true, ask: Is there numbness between the legs?, because: It is an emergency. }\n',
    },
  },
  'at-least-count': {
    title: 'At least none, or more than there are',
    why: 'At least 0 always holds, and at least 3 of 2 never does: neither is a rule.',
    example: {
      bad: `questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n  - { id: tingling, ask: Is there tingling? }\n${indication('when: { at-least: 3, of: [leg-pain, tingling] }')}`,
      mended: `questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n  - { id: tingling, ask: Is there tingling? }\n${indication('when: { at-least: 2, of: [leg-pain, tingling] }')}`,
    },
  },
  'score-bounds': {
    title: 'A score that is held against nothing, or that none reaches',
    why: 'A score holds where its sum is within its bounds: it needs one at least, and the lower may not be above the upper.',
    example: {
      bad: `questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n${indication('when: { score: [ { add: 1, when: leg-pain } ] }')}`,
      mended: `questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n${indication('when: { score: [ { add: 1, when: leg-pain } ], at-least: 1 }')}`,
    },
  },
  'weight-places': {
    title: 'Points that are too fine',
    why: 'Points are summed as whole numbers of thousandths, so that no sum is rounded: more than three decimal places are refused.',
    example: { bad: scored('1.2345'), mended: scored('1.234') },
  },
  'optional-decides': {
    title: 'A verdict depends on an optional question',
    why: 'An optional question is never missing. If a verdict could depend on it, somebody could be a candidate because it was left out.',
    example: {
      bad: `questions:\n  - { id: glaucoma, ask: Is there glaucoma?, optional: true }\ncontraindications:\n  - { id: eye-pressure, name: Eye pressure, severity: absolute, when: glaucoma, because: The pressure rises. }\n`,
      mended: `questions:\n  - { id: glaucoma, ask: Is there glaucoma? }\ncontraindications:\n  - { id: eye-pressure, name: Eye pressure, severity: absolute, when: glaucoma, because: The pressure rises. }\n`,
    },
  },
  'gate-circle': {
    title: 'Gates in a circle',
    why: 'Whether a question is asked depends on another, and whether that is asked depends on the first: neither could ever be asked.',
    example: {
      bad: 'questions:\n  - { id: surgery, ask: Was there surgery?, ask-if: implant }\n  - { id: implant, ask: Is there an implant?, ask-if: surgery }\n',
      mended:
        'questions:\n  - { id: surgery, ask: Was there surgery? }\n  - { id: implant, ask: Is there an implant?, ask-if: surgery }\n',
    },
  },
  'unguarded-gate': {
    title: 'Something could hold because a question was not asked',
    why: 'Where the gate of a question is closed, every comparison over it is false, so its negation is true, for somebody whom it was never asked. A negation (or an upper bound of a score, or negative points) over such a question must stand in an `all` beside the gate, or beside a comparison that only holds where the question was asked. Better still, say it without negation: `{ healed: no }` is false for whoever was not asked.',
    example: { bad: gated('{ not: healed }'), mended: gated('{ all: [ surgery, { not: healed } ] }') },
  },
  'no-parent': {
    title: 'Changes to a rule set that is not extended',
    why: '`changes` and `help-for` are about the rule set that a file extends. Without `extends` they do nothing.',
    example: {
      bad: `changes:\n  - { remove: sciatica, because: It is not treated here. }\n${indication('ask: Is there sciatica?')}`,
      mended: indication('ask: Is there sciatica?'),
    },
  },
  'no-such-parent': {
    title: 'The extended rule set cannot be found',
    why: '`extends` names neither a rule set that ships nor a file that can be read.',
    example: { bad: 'extends: base-ruels\n', mended: 'description: It extends nothing.\n' },
  },
  'extends-outside': {
    title: 'The extended rule set is outside the folder',
    why: 'A rule file can only extend a rule set that ships, or a file in its own folder or below: a file from elsewhere must not be able to make the program read what it likes.',
    example: { bad: 'extends: ../../etc/passwd\n', mended: 'description: It extends nothing.\n' },
  },
  'extends-circle': {
    title: 'Rule sets that extend one another in a circle',
    why: 'A rule set cannot be built on itself, and not on more than seven others.',
    example: {
      bad: 'id: narrow\nextends: base.yaml\n',
      mended: 'id: narrow\ndescription: It extends nothing.\n',
      files: { 'base.yaml': 'id: base\nextends: rules.yaml\n' },
    },
  },
  'unmarked-addition': {
    title: 'An added indication that does not say so',
    why: 'An added indication can make a candidate of somebody whom the extended rule set held not indicated. What may loosen a rule set says so, with its reason, under `changes`.',
    example: {
      bad: `extends: base.yaml\n${indication('ask: Is there sciatica?')}`,
      mended: `extends: base.yaml\nchanges:\n  - { add: sciatica, because: The clinic treats it too. }\n${indication('ask: Is there sciatica?')}`,
      files: { 'base.yaml': BASE },
    },
  },
  'unknown-target': {
    title: 'No such rule to change',
    why: 'A change names something that the extended rule set does not have, so it would do nothing.',
    example: {
      bad: 'extends: base.yaml\nchanges:\n  - { remove: pregnency, because: It is asked elsewhere. }\n',
      mended: 'extends: base.yaml\nchanges:\n  - { remove: pregnancy, because: It is asked elsewhere. }\n',
      files: { 'base.yaml': BASE },
    },
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
