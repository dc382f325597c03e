import { html } from 'hono/html';
import type { Html } from './layout.ts';

type Cell = Html | string;

/** How many rows are open at first; the others wait below a line that unfolds them. */
const open = 5;

/** A table that becomes a list of labelled lines on a phone, with its first rows open and the others folded. */
export function table(caption: string, heads: string[], rows: Cell[][]): Html {
  if (rows.length === 0) return html`<div class="sheet"><p class="empty soft">None yet.</p></div>`;
  const more = rows.slice(open);
  const folded = html`<details><summary>${more.length} more</summary>
${bareTable(`${caption}, ${more.length} more`, heads, more)}</details>`;
  return html`<div class="sheet">${bareTable(caption, heads, rows.slice(0, open))}${more.length > 0 ? folded : ''}</div>`;
}

function bareTable(caption: string, heads: string[], rows: Cell[][]): Html {
  const body = rows.map((cells) => {
    const columns = cells.map(
      (cell, column) => html`<td data-label="${heads[column] ?? ''}"><span>${cell}</span></td>`,
    );
    return html`<tr>${columns}</tr>`;
  });
  const head = heads.map((text) => html`<th scope="col">${text}</th>`);
  return html`<table aria-label="${caption}">
<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A moment in seconds as people read it, in UTC. */
export function moment(seconds: number | undefined): Html | '' {
  if (seconds === undefined) return '';
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}" class="number">${iso.slice(0, 16).replace('T', ' ')}</time>`;
}

/** Metadata as `key: value` lines. */
export function metadataLines(metadata: Record<string, string> | null | undefined): Html[] {
  return Object.entries(metadata ?? {}).map(([key, value]) => html`<code>${key}: ${value}</code><br>`);
}
