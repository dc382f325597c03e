import { EarningsHistoryPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { historyList } from '../parts/history-list.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { WebContext } from '../web-env.ts';

const path = '/me/earnings/history';

/** What my things brought and what left for my bank, and what was there each time. */
export const showEarningsHistory = async (c: WebContext): Promise<Response> => {
  const { currency, after } = c.req.query();
  const answer = await c.var.flattr.request(EarningsHistoryPageDocument, { after: after || null });
  if (!answer.viewer) return signInFirst(c, path);
  const { balances } = answer.viewer.earnings;
  const shown = balances.filter(({ total }) => !currency || total.currency === currency);
  return page(
    c,
    { title: 'My earnings’ history · Flattr', shell: answer },
    html`<header class="page-head"><h1>My earnings’ history</h1>
<p class="lede">Every sum that came and went. <a href="/me/earnings">Back to my earnings</a></p></header>
${shown.map(({ total, history }) => historyList({ path, held: total, history }))}
${shown.length > 0 ? '' : html`<p class="quiet">Nothing has come or gone yet.</p>`}`,
  );
};
