/** What every report is, and what it is not. */
export const NOTICE =
  'A screening aid, not a diagnosis. It holds the answers given against one rule set; it has not examined anyone, ' +
  'promises no result and replaces no clinician.';

/** What sends anybody to emergency care: said where a rule set has no words of its own for its patients. */
export const SAFETY_NET =
  'Get emergency care now if you suddenly feel much worse, or if a new and serious sign appears, such as trouble ' +
  'breathing, fainting, sudden weakness or numbness, or severe pain.';
