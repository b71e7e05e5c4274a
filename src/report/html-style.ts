/** The look of a page: light or dark as the reader has it, and on A4 or Letter paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2228; --soft: #565e68; --line: #c9ced6; --tint: #f3f5f8;
  --danger: #a8071a; --stop: #a8071a; --caution: #7a4a00; --go: #0b5c7a; --open: #6a2c91; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e8ebef; --soft: #a9b1bb; --line: #3a424c; --tint: #1d2228;
  --danger: #ff9d94; --stop: #ff9d94; --caution: #f2c46d; --go: #7fd0ee; --open: #d9b0f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 1rem; }
header { padding-top: 2rem; padding-bottom: 0; }
main { padding-top: 0; }
h1 { margin: 0; padding-left: 1rem; border-left: .375rem solid; font-size: 1.5rem; line-height: 1.3; }
h2 { margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.125rem; }
p { margin: .5rem 0; }
span { unicode-bidi: isolate; }
.facts { padding-left: 1.375rem; }
.meaning { margin-top: 1rem; padding: .25rem 1rem; background: var(--tint); }
.now { margin-top: 1rem; padding: .75rem 1rem; border: 2px solid var(--danger); font-size: 1.25rem; font-weight: 600; }
ul { margin: .5rem 0; padding: 0; list-style: none; }
li { position: relative; margin: .5rem 0; padding-left: 1.5rem; break-inside: avoid; }
li p, li ul { margin: .125rem 0; }
.sign { position: absolute; left: 0; width: 1.25rem; text-align: center; }
.place { display: block; font-family: ui-monospace, monospace; font-size: .8125rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; }
dt, .faint, .place, .facts, footer { color: var(--soft); }
dd { grid-column: 2; margin: 0; }
.strong { font-weight: 600; }
.danger { color: var(--danger); font-weight: 600; }
.stop { color: var(--stop); }
.caution { color: var(--caution); }
.go { color: var(--go); }
.open { color: var(--open); }
#emergency { margin: 1.5rem 0; padding: .25rem 1rem; border: 2px solid var(--danger); }
#emergency h2 { margin-top: .5rem; border: 0; color: var(--danger); }
.ladder { display: grid; grid-template-columns: minmax(0, 18rem) max-content minmax(0, 14rem); margin-top: .75rem; font-size: .875rem; }
.ladder p { margin: 0; }
.ladder .faint { font-size: .8125rem; font-weight: 400; }
.asks, .leads { padding: .375rem .625rem; border: 1px solid var(--soft); border-radius: .25rem; }
.leads { align-self: start; }
.way { padding: .5rem; color: var(--soft); white-space: nowrap; }
.asks, .on, .end { grid-column: 1; }
.out { border: 1px dashed var(--soft); color: var(--soft); }
.can { border: 2px solid var(--ink); font-weight: 600; }
@media (max-width: 30rem) { dl { display: block; } dd { margin: 0 0 .5rem; } .ladder { grid-template-columns: max-content minmax(0, 1fr); }
  .asks, .on, .end { grid-column: 1 / -1; } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #999; --tint: #fff; --danger: #000; --stop: #000; --caution: #000;
  --go: #000; --open: #000; } body { font-size: 10pt; } header, main, footer { max-width: none; padding: 0; }
  .meaning { padding: 0; } .now { font-size: 14pt; } p { orphans: 3; widows: 3; } h2, h2 + p { break-after: avoid; }
  li:has(> ul) { break-inside: auto; } li > ul, .way { break-before: avoid; } #emergency, .now, .ladder { break-inside: avoid; }
  @page { margin: 18mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; } } }
`;
