/** The one stylesheet of all pages: quiet, readable on a phone, light and dark. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f2; --card: #ffffff; --ink: #1d1f24; --soft: #5c616b; --line: #e2e0da;
  --field: #8b8f98; --accent: #3d4ed8; --on-accent: #ffffff; --notice: #fdf1cf; --on-notice: #5a4300;
  --bad: #b3261e; --bad-paper: #fdecea; --good: #1b6e3c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --card: #1d2026; --ink: #eceef2; --soft: #a4aab6; --line: #30343d;
    --field: #767d8a; --accent: #9aa6ff; --on-accent: #10142e; --notice: #3a2f12; --on-notice: #f6dd9a;
    --bad: #ff9d94; --bad-paper: #3a1c1a; --good: #7fd6a0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
.notice {
  margin: 0; padding: .6rem 1rem; background: var(--notice); color: var(--on-notice);
  text-align: center; font-size: .9rem; font-weight: 600;
}
main { width: min(100% - 2rem, 26rem); margin: 2.5rem auto 4rem; }
main.wide { width: min(100% - 2rem, 70rem); }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; font-weight: 650; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.05rem; font-weight: 650; }
p { margin: 0 0 1rem; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1.5rem; }
.total {
  margin: 0 0 1.25rem; font-size: 2.25rem; line-height: 1.15; font-weight: 650;
  letter-spacing: -.02em;
}
.items { list-style: none; margin: 0 0 1.5rem; padding: 0; border-top: 1px solid var(--line); }
.items li {
  display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0;
  border-bottom: 1px solid var(--line);
}
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
form { display: grid; gap: 1rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
label { display: grid; gap: .3rem; font-size: .9rem; font-weight: 600; }
input {
  width: 100%; min-height: 3rem; padding: .6rem .8rem; font: inherit; font-weight: 400; color: inherit;
  background: var(--paper); border: 1px solid var(--field); border-radius: .55rem;
  font-variant-numeric: tabular-nums;
}
input[aria-invalid='true'] { border-color: var(--bad); }
button, .button {
  min-height: 3rem; padding: .6rem 1rem; border: 0; border-radius: .55rem; cursor: pointer;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 650;
}
.button { display: block; text-align: center; text-decoration: none; }
button:hover, .button:hover { filter: brightness(1.08); }
form.inline { display: inline-flex; gap: .4rem; flex-wrap: wrap; margin: 0 .25rem .25rem 0; }
button.slim, select {
  min-height: 2.25rem; padding: .3rem .7rem; font: inherit; font-size: .85rem; border-radius: .55rem;
  background: transparent; color: inherit; border: 1px solid var(--field);
}
button.slim.bad { color: var(--bad); border-color: var(--bad); }
select option { background: var(--card); color: var(--ink); }
button.second { background: transparent; color: var(--accent); border: 1px solid var(--field); }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.quiet { display: block; width: max-content; margin: .5rem auto -.5rem; padding: .7rem 1rem; }
.error {
  margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: .55rem;
  background: var(--bad-paper); color: var(--bad); font-weight: 600;
}
details { margin-top: 1.25rem; }
summary { cursor: pointer; padding: .5rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .25rem 0 0; }
dt { font-variant-numeric: tabular-nums; }
dd { margin: 0; color: var(--soft); }
.tiles {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem;
  margin-top: 1.5rem;
}
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1rem 1.25rem; }
.tile span::first-letter { text-transform: uppercase; }
.tile span { display: block; }
.tile b { display: block; font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
.sheet { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; overflow: hidden; }
.sheet details { margin: 0; border-top: 1px solid var(--line); }
.sheet summary { padding: .75rem 1rem; color: var(--accent); font-weight: 600; }
th, td { padding: .65rem 1rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); }
code {
  font: .85em ui-monospace, 'Cascadia Mono', Menlo, monospace; color: var(--soft);
  overflow-wrap: anywhere;
}
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
.empty { margin: 0; padding: 1rem 1.25rem; }
@media (max-width: 44rem) {
  main { margin-top: 1.25rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: .75rem; }
  .tile b { font-size: 1.25rem; }
  table, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { display: block; padding: .75rem 1rem; }
  tbody tr:first-child { border-top: 0; }
  td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .75rem; padding: .15rem 0; }
  td:has(> span:empty) { display: none; }
  td::before { content: attr(data-label); color: var(--soft); }
}
`;
