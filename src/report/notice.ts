/** What every report is, and what it is not. */
export const NOTICE =
  'A screening aid, not a diagnosis. It holds the answers given against one rule set; it has not examined anyone, ' +
  'promises no result and replaces no clinician.';

/** What sends a person with back pain to emergency care, whatever a report says. */
export const SAFETY_NET =
  'Go to emergency care now if any of these appears: new numbness between the legs, loss of bladder or bowel ' +
  'control, weakness in both legs, or fever with back pain.';
