import type { Words } from './catalogue.js';
import { NOTICE, SAFETY_NET } from './notice.js';
import { counted } from './words.js';

const NO = 'Not a candidate under these rules';
const DISCUSS = 'Worth discussing with a clinician';
const OPEN = 'Not settled yet';

/** English; the page for a patient at a reading grade of 8 or below, which a test measures. */
export const english = (): Words => ({
  locale: 'en-US',
  notice: NOTICE,
  safetyNet: SAFETY_NET,
  headline: {
    urgent: 'Urgent: this needs medical assessment now',
    no: NO,
    discuss: DISCUSS,
    discussWithCaution: `${DISCUSS}, with caution`,
    open: OPEN,
    starts: {
      yes: `${DISCUSS}, perhaps with caution`,
      no: `${NO} either way, though the reason is open`,
      unknown: OPEN,
    },
    notIndicated: `${NO}: nothing that would speak for the treatment was found`,
    eitherWay: (clause) => `${clause}, whichever way the open questions are answered`,
    because: (clause, reasons) => `${clause}, because of ${reasons}`,
    cautionBecause: (reasons) => `${DISCUSS}, with caution because of ${reasons}`,
    nobodyKnows: (start, answers) => `${start}: it hangs on ${counted(answers, 'answer')} that nobody knows yet`,
    hangsOn: (start, name, more, answered) =>
      `${start}: it hangs on "${name}"${more === 0 ? '' : ` and ${counted(more, 'more answer')}`}, not known ${answered ? 'closely enough' : 'so far'}`,
    needed: (start, answers) => `${start}: ${counted(answers, 'answer')} ${answers === 1 ? 'is' : 'are'} still needed`,
    neededFirst: (start, answers, name) =>
      answers === 1
        ? `${start}: the answer to "${name}" is still needed`
        : `${start}: ${counted(answers, 'answer')} are still needed, first "${name}"`,
    findings: (count) => (count === 1 ? 'one finding' : `${count} findings`),
    more: (count) => `${count} more`,
    and: (names, last) => `${names} and ${last}`,
    warnings: {
      notCandidate: 'not a candidate',
      emergencyOpen: 'an emergency is not ruled out',
      redFlagsUnasked: 'red flags were not asked about',
      overridden: 'an answer that ruled it out was overridden',
      cautionOverridden: 'an answer that called for caution was overridden',
      assumed: (answers) => `${counted(answers, 'answer')} ${answers === 1 ? 'was' : 'were'} assumed`,
    },
  },
  handout: () => ({
    title: (treatment) => `For you to take home: ${treatment}`,
    urgent: 'Get medical care now.',
    emergency:
      'Go to the nearest emergency room now, or call the emergency number. Do not drive yourself. Show this page there.',
    verdict: {
      contraindicated: [
        'This treatment may not be right for you.',
        'Your answers name something that speaks against it. Do not start it before a clinician has looked at this with you.',
      ],
      'not-indicated': [
        'We found no reason for you to have this treatment.',
        'Your answers name no problem that it is meant for. If you still have pain, ask a clinician what else could help.',
      ],
      'candidate-with-caution': [
        'You can talk with a clinician about this treatment, but some things call for care.',
        'Your answers name a problem that it is meant for, and something to be careful about. This does not mean that it will help you, or that it is without risk. A clinician has to look at you first.',
      ],
      candidate: [
        'You can talk with a clinician about this treatment.',
        'Your answers name a problem that it is meant for, and nothing that these rules hold against it. This does not mean that it will help you, or that it is without risk. A clinician has to look at you first.',
      ],
    },
    open: {
      yes: [
        'You can talk with a clinician about this treatment, but some answers are still open.',
        'Your answers name a problem that it is meant for. Find out what is not known yet first.',
      ],
      no: [
        'This treatment does not look right for you, but some answers are still open.',
        'Find out what is not known yet. Do not start it before a clinician has looked at this with you.',
      ],
      unknown: [
        'We cannot tell yet.',
        'Some answers are not known yet. Find them out with a clinician before you think about this treatment.',
      ],
    },
    redFlagsUnasked: 'Nobody asked you here about the warning signs of an emergency.',
    assumed: (answers) =>
      answers === 1
        ? 'One answer was taken as “no”, and nobody asked you. Go over it with a clinician.'
        : `${answers} answers were taken as “no”, and nobody asked you. Go over them with a clinician.`,
    decidedAgainst:
      'A clinician has since decided against this treatment for you. Go by what they told you. This page says only what came of your answers.',
    headings: {
      why: 'What to tell them',
      emergency: 'When to get emergency care',
      'red-flags': 'Ask a clinician about these today',
      found: 'What we found',
      missing: 'What is not known yet',
      ask: 'What to ask your clinician',
      treatment: 'What the treatment is',
      for: 'What is said for it, and what studies found',
      against: 'What is said against it, and what studies found',
      claims: 'What is said about it, and what studies found',
      cost: 'What it costs',
      'side-effects': 'Side effects',
      home: 'What you can do at home',
      withheld: 'What we left out, and why',
      about: 'About this page',
    },
    moreMissing: (questions) => `And ${questions} more. Your clinician has the list and asks you what applies.`,
    emergencyOpen: 'We do not know yet if you need care at once.',
    claimsFrom: (sources) => `Said by: ${sources}`,
    found: 'Found: ',
    oneCosts: (each, range) => `One ${each}: ${range}.`,
    manyCost: (count, several, range) => `${count} ${several}: ${range}.`,
    range: (from, to) => (from === to ? from : `${from} to ${to}`),
    homeFirst: 'Show this to your clinician before you try it. Stop if it hurts.',
    howMuch: 'How long and how often: ',
    homeWithheld: 'What you could do at home is not on this page. Ask a clinician before you try anything.',
    withheldIntro: 'We show only what these rules hold nothing against. This is not on the page:',
    withheld: {
      present: 'Not for you: ',
      unknown: 'We do not know the answer to: ',
      'not-applicable': 'Did not apply, so nobody asked: ',
      'not-asked': 'Nobody asked you here about: ',
    },
    noReason: 'something speaks against it',
    about: {
      date: 'date',
      rules: 'rules',
      reference: 'reference',
      source: 'source',
      sources: 'sources',
      tool: 'made by',
    },
    notReviewed: 'No clinician who speaks this language has reviewed the translation.',
    reviewedBy: (who) => `Translation reviewed by ${who}.`,
  }),
});
