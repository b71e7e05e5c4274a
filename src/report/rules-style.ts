/** What the page of a rule set has beside the look of every page: conditions, tables, room for signatures. */
export const RULES_STYLE = `
main { padding-top: 2rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
ul { padding-left: 1.25rem; list-style: disc; }
li { padding: 0; }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--tint); font: .875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
table { width: 100%; margin: .5rem 0 1rem; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .25rem .5rem; border: 1px solid var(--soft); text-align: left; vertical-align: top; }
th { width: 8rem; font-weight: 600; }
.signatures th { width: auto; }
.signatures td { height: 3rem; }
.ladder .faint { color: inherit; }
@media (max-width: 30rem) { th { width: 7rem; } th, td { padding: .25rem; font-size: .875rem; } }
@media print { h3, pre, .signatures { break-inside: avoid; } h3, pre, h2 + p { break-after: avoid; } table, tr { break-inside: avoid; }
  .long, .ladder { break-inside: auto; } }
`;
