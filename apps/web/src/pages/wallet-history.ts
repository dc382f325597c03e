import { WalletHistoryPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { historyList } from '../parts/history-list.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { WebContext } from '../web-env.ts';

const path = '/me/budget/history';

/** What came into my wallet and what left it, and what was in it each time. */
export const showWalletHistory = async (c: WebContext): Promise<Response> => {
  const { currency, after } = c.req.query();
  const answer = await c.var.flattr.request(WalletHistoryPageDocument, { after: after || null });
  if (!answer.viewer) return signInFirst(c, path);
  const shown = answer.viewer.wallets.filter(({ balance }) => !currency || balance.currency === currency);
  return page(
    c,
    { title: 'My wallet’s history · Flattr', shell: answer },
    html`<header class="page-head"><h1>My wallet’s history</h1>
<p class="lede">Every sum that came and went. <a href="/me/budget">Back to my budget</a></p></header>
${shown.map(({ balance, history }) => historyList({ path, held: balance, history }))}
${shown.length > 0 ? '' : html`<p class="quiet">Nothing has come or gone yet.</p>`}`,
  );
};
