/** What a page for a patient has beside the look of every page: larger letters, numbered steps. */
export const HANDOUT_STYLE = `
body { font-size: 1.125rem; }
#emergency { margin: 1.5rem 0; }
ol { margin: .5rem 0; padding-left: 1.75rem; }
ol li { margin: .25rem 0; padding-left: .25rem; }
footer { font-size: .875rem; }
footer h2 { font-size: 1rem; }
.now { margin-top: 1rem; padding: .75rem 1rem; border: 2px solid var(--danger); font-size: 1.25rem; font-weight: 600; }
@media print { body { font-size: 11pt; } .now { font-size: 14pt; } footer { font-size: 9pt; } }
`;
