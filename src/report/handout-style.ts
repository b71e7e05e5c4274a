/** What a page for a patient has beside the look of every page: larger letters, numbered steps. */
export const HANDOUT_STYLE = `
body { font-size: 1.125rem; }
ol { margin: .5rem 0; padding-left: 1.75rem; }
ol li { margin: .25rem 0; padding-left: .25rem; }
footer { font-size: .875rem; }
footer h2 { font-size: 1rem; }
@media print { body { font-size: 11pt; } footer { font-size: 9pt; } }
`;
