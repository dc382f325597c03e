import { html } from 'hono/html';
import { hintFields, type PageHints } from '../page-hints.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';

export type FlattrFormOptions = {
  /** The thing's address. */
  readonly url: string;
  /** Where the person is led back to; absent in the popup, which answers with a page of its own. */
  readonly next?: string;
  /** The page that opened the popup, and its word for telling our answer from another. */
  readonly opener?: { readonly origin: string; readonly nonce: string } | undefined;
  /** What the page says of itself, where nobody has registered it. */
  readonly hints?: PageHints;
};

const weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** What every form about one flattr sends along. */
export const hiddenFields = ({ url, next, opener, hints = {} }: FlattrFormOptions): Html =>
  html`${hidden('url', url)}${
    next ? hidden('next', next) : ''
  }${opener ? html`${hidden('origin', opener.origin)}${hidden('nonce', opener.nonce)}` : ''}${Object.entries(hintFields(hints)).map(([name, value]) => hidden(name, value))}`;

/** The flattr itself: one press, and how much it counts if that is not once. */
export const flattrForm = (
  options: FlattrFormOptions,
): Html => html`<form class="flattr-form" method="post" action="/flattr">
${hiddenFields(options)}
<button class="button button-flattr" type="submit">Flattr this</button>
<label class="weight">counts <select name="weight">${weights.map(
  (weight) => html`<option value="${weight}">${weight === 1 ? 'once' : `${weight}×`}</option>`,
)}</select></label>
</form>`;

/** Takes a month's flattr back, and no other month's if that one is over by the time it is pressed. */
export const undoForm = ({
  month,
  ...options
}: FlattrFormOptions & {
  readonly month: string;
}): Html => html`<form class="undo-form" method="post" action="/flattr/undo">
${hiddenFields(options)}${hidden('month', month)}
<button class="plain" type="submit">Undo</button>
</form>`;
