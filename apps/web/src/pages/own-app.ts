import { AppsPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { appForm, type TypedApp } from '../parts/app-form.ts';
import { hidden } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

type Outcome = {
  readonly secret?: string | undefined;
  readonly refusal?: FieldRefusal;
  readonly typed?: TypedApp;
};

/** An app of mine: its client id, the secret of one just made, and what can be changed of it. */
export const showOwnApp = async (
  c: WebContext,
  clientId: string,
  { secret, refusal, typed }: Outcome = {},
): Promise<Response> => {
  const answer = await c.var.flattr.request(AppsPageDocument);
  if (!answer.viewer) return signInFirst(c, '/me/apps');
  const own = answer.viewer.oauthApps.find(({ app }) => app.clientId === clientId);
  if (!own) return showNotFound(c);
  const { id, app, redirectUris, isConfidential } = own;
  const asItIs = { ...app, website: app.website ?? '', redirectUris: redirectUris.join(' '), isConfidential };
  return page(
    c,
    { title: `${app.name} · Flattr`, shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><p class="eyebrow"><a href="/me/apps">Apps</a></p><h1><bdi>${app.name}</bdi></h1>
<p class="lede client-id">Its client id is <code>${app.clientId}</code>.</p></header>
${secret ? fresh(secret) : ''}
${appForm({ action: `/me/apps/${app.clientId}`, submit: 'Save', isNew: false }, typed ?? asItIs, refusal)}
${
  isConfidential
    ? html`<section aria-labelledby="secret-new"><h2 class="rule-title" id="secret-new">Its secret</h2>
<p class="soft">A new one voids the old one at once. Who is connected stays connected.</p>
<form method="post" action="/me/apps/rotate">${hidden('id', id)}${hidden('clientId', app.clientId)}<button class="button button-quiet" type="submit">Make a new secret</button></form></section>`
    : ''
}
<details class="end-giving"><summary>Delete this app</summary>
<p>It is connected to nobody any more, and all its tokens end at once.</p>
<form method="post" action="/me/apps/delete">${hidden('id', id)}<button class="button button-quiet" type="submit">Delete it for good</button></form></details>`,
  );
};

const fresh = (secret: string): Html =>
  html`<section class="notice notice-good" aria-labelledby="secret-title" role="status">
<h2 id="secret-title">Its new secret</h2>
<p>Copy it now. It is shown this once: we keep only its fingerprint.</p>
<pre class="secret" tabindex="0" aria-label="The secret"><code>${secret}</code></pre></section>`;
