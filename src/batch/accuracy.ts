import type { LabelTally } from './tally.js';

/** A share of a number of cases, with the interval that its true value lies in with 95 % confidence. */
export interface Share {
  readonly of: number;
  readonly count: number;
  /** From 0 to 1; null where there are no cases. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How well the verdicts agree with what clinicians decided; "positive" is eligible. Rows that are not settled are left out but for the referral rate. */
export interface Accuracy {
  readonly compared: number;
  /** Rows with a decision whose verdict is not settled. */
  readonly unsettled: { readonly decidedYes: number; readonly decidedNo: number };
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
  readonly sensitivity: Share;
  readonly specificity: Share;
  readonly positivePredictiveValue: Share;
  readonly negativePredictiveValue: Share;
  /** Of all rows with a decision, those that the rules find eligible. */
  readonly referralRate: Share;
}

export function accuracyOf({ counts }: LabelTally): Accuracy {
  const { yes, no } = counts;
  const decidedYes = yes.yes + yes.no;
  const decidedNo = no.yes + no.no;
  const labelled = decidedYes + decidedNo + yes.unknown + no.unknown;
  return {
    compared: decidedYes + decidedNo,
    unsettled: { decidedYes: yes.unknown, decidedNo: no.unknown },
    truePositive: yes.yes,
    falsePositive: no.yes,
    trueNegative: no.no,
    falseNegative: yes.no,
    sensitivity: wilson(yes.yes, decidedYes),
    specificity: wilson(no.no, decidedNo),
    positivePredictiveValue: wilson(yes.yes, yes.yes + no.yes),
    negativePredictiveValue: wilson(no.no, no.no + yes.no),
    referralRate: wilson(yes.yes + no.yes, labelled),
  };
}

/** The normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/**
 * A share with its 95 % score interval, without correction for continuity.
 *
 * Source: Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209–212.
 */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { of, count, value: null, low: null, high: null };
  const share = count / of;
  const middle = share + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  return {
    of,
    count,
    value: share,
    low: count === 0 ? 0 : (middle - spread) / scale,
    high: count === of ? 1 : (middle + spread) / scale,
  };
}
