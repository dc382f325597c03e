import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import type { WebContext } from '../web-env.ts';
import type { Html } from './html.ts';
import { isBackFrom, lookAgain } from './looking.ts';

type Setup = NonNullable<BudgetPageQuery['viewer']>['cardSetup'];

/** Whether the page for a card led here, and the provider has not said yet that it is saved. */
export const isBeingSaved = (c: WebContext, setup: Setup): boolean =>
  isBackFrom(c, 'card') && setup?.state === 'OPEN';

/** Said after that page led back. */
export const cardNotice = (c: WebContext, setup: Setup): Html => {
  if (!isBackFrom(c, 'card') || !setup) return html``;
  if (setup.state === 'SAVED')
    return html`<p class="notice notice-good" role="status">Your card is saved, and nothing was taken from it.</p>`;
  return html`<p class="notice" role="status">Your card is being saved, usually within seconds.
${lookAgain(c, 'card') ? '' : html`<a href="/me/budget?card=1">Look again</a>`}</p>`;
};
