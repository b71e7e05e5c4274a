/** What the offline page has beside the look of every page. */
export const SCREEN_STYLE = `
html { scroll-padding: 5rem 0 10rem; }
[hidden] { display: none !important; }
.bar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem; justify-content: space-between;
  padding: .5rem 1rem; background: var(--paper); border-bottom: 1px solid var(--line); }
nav, .actions { display: flex; flex-wrap: wrap; gap: .25rem; }
button, select, input[type=text] { min-height: 2.5rem; border: 1px solid var(--soft); border-radius: .375rem; background: var(--paper);
  color: var(--ink); font: inherit; }
button { padding: .25rem .75rem; cursor: pointer; }
button:hover, .option:hover { background: var(--tint); }
nav button { border-color: transparent; border-radius: 0; }
nav button[aria-current] { border-bottom: 2px solid var(--ink); font-weight: 600; }
.primary { border-color: var(--ink); background: var(--ink); color: var(--paper); font-weight: 600; }
.primary:hover { background: var(--soft); }
:focus-visible { outline: 3px solid var(--go); outline-offset: 2px; }
h1:focus-visible { outline: none; }
main { padding-top: 1.5rem; padding-bottom: 2rem; }
.questions > h1 { padding: 0; border: 0; }
.keys kbd { margin: 0 .25rem 0 .125rem; }
kbd { padding: 0 .375rem; border: 1px solid var(--line); border-radius: .25rem; background: var(--paper); color: var(--soft);
  font: .8125rem ui-monospace, monospace; }
.reference { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
input[type=text], select { padding: .25rem .5rem; max-width: 100%; }
fieldset { min-width: 0; margin: 0 0 .75rem; padding: .75rem 1rem .5rem; border: 1px solid var(--line); border-radius: .5rem; scroll-margin: 5rem; }
fieldset:focus-within { border-color: var(--go); box-shadow: -.25rem 0 0 var(--go); }
legend { float: left; width: 100%; margin-bottom: .5rem; padding: 0; font-weight: 600; }
.controls { clear: both; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.option { display: inline-flex; gap: .5rem; align-items: center; min-height: 2.5rem; padding: .25rem .75rem; border: 1px solid var(--line);
  border-radius: .375rem; cursor: pointer; }
.option:has(:checked) { border-color: var(--ink); background: var(--tint); box-shadow: inset 0 0 0 1px var(--ink); }
.option input { width: 1.125rem; height: 1.125rem; margin: 0; flex: none; accent-color: var(--go); }
.field { display: flex; gap: .5rem; align-items: center; }
.field input { width: 9rem; }
[aria-invalid=true] { border-color: var(--danger) !important; }
.hint { color: var(--soft); font-size: .875rem; }
.controls .hint { flex-basis: 100%; }
.problem { color: var(--danger); font-weight: 600; }
.idle { color: var(--soft); font-size: .875rem; }
.settled { background: var(--tint); border-style: dashed; }
.settled legend { font-weight: 400; }
details { margin-top: .375rem; }
summary { display: inline-block; padding: .25rem 0; color: var(--soft); font-size: .875rem; cursor: pointer; }
summary::before { content: "+ " / ""; }
details[open] summary::before { content: "− " / ""; }
details dl { font-size: .875rem; }
.red-flags > h2 { color: var(--danger); }
.verdict { position: sticky; bottom: 0; display: flex; gap: .75rem 1rem; align-items: center; justify-content: space-between;
  max-width: 46rem; max-height: 45vh; margin: 0 auto; padding: .625rem 1rem; overflow: auto; background: var(--tint);
  border: 1px solid var(--line); border-bottom: 0; border-radius: .5rem .5rem 0 0; box-shadow: 0 -.25rem 1rem rgb(0 0 0 / 12%); }
.said p { margin: 0; font-size: .875rem; }
.said p:not(.faint, .note) { font-size: 1rem; font-weight: 600; }
.note { color: var(--caution); font-weight: 600; }
.verdict .primary { flex: none; max-width: 40%; }
.about { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--soft); }
.handout { font-size: 1.125rem; }
.handout #emergency { margin: 1.5rem 0; }
.handout ol { margin: .5rem 0; padding-left: 1.75rem; }
.handout ol li { margin: .25rem 0; padding-left: .25rem; }
.handout .about { font-size: .875rem; }
.now { margin-top: 1rem; padding: .75rem 1rem; border: 2px solid var(--danger); font-size: 1.25rem; font-weight: 600; }
@media (max-width: 30rem) { .bar { position: static; padding: .25rem .75rem .5rem; } nav { width: 100%; justify-content: space-between; }
  nav button, .actions button { padding: .25rem .5rem; } .actions { width: 100%; } .actions button { flex: auto; } main { padding-left: .75rem; padding-right: .75rem; }
  .keys { display: none; } fieldset { padding: .625rem .75rem .375rem; } .reference input { width: 100%; }
  .verdict { flex-direction: column; align-items: stretch; gap: .375rem; padding: .5rem .75rem; } .verdict .primary { max-width: none; }
  .said p:not(:first-child) { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .said p:not(:first-child):not(.note) { font-size: .875rem; } .said .faint:nth-child(2) { display: none; } }
@media (pointer: coarse) { .option kbd, .keys { display: none; } }
@media (max-height: 30rem) { .verdict, .bar { position: static; } }
@media print { .bar, .verdict .primary, .keys, kbd, .idle, details, .reference .hint { display: none; } .verdict { position: static; box-shadow: none; }
  .paper:not([hidden]) ~ *, main:has(.paper:not([hidden])) ~ .verdict { display: none; } fieldset { break-inside: avoid; }
  .handout { font-size: 11pt; } }
`;
