import { WebhooksPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { webhookEndpoint } from '../parts/webhook-endpoint.ts';
import { type TypedEndpoint, webhookForm } from '../parts/webhook-form.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

type Outcome = {
  readonly secret?: string | undefined;
  readonly refusal?: FieldRefusal;
  readonly typed?: TypedEndpoint;
};

/** My webhook endpoints: where they are, how they are, what they were sent last, and the secret of one just made. */
export const showWebhooks = async (
  c: WebContext,
  { secret, refusal, typed }: Outcome = {},
): Promise<Response> => {
  const answer = await c.var.flattr.request(WebhooksPageDocument);
  if (!answer.viewer) return signInFirst(c, '/me/webhooks');
  const { nodes } = answer.viewer.webhookEndpoints;
  return page(
    c,
    { title: 'My webhooks · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>My webhooks</h1>
<p class="lede">A server of yours is told by Flattr what happens to what is yours, each message signed.</p></header>
${secret ? fresh(secret) : ''}
${nodes.length > 0 ? html`<section aria-label="My endpoints">${nodes.map(webhookEndpoint)}</section>` : html`<p class="quiet">You have no webhook endpoint yet.</p>`}
${webhookForm(typed, refusal)}`,
  );
};

const fresh = (
  secret: string,
): Html => html`<section class="notice notice-good" aria-labelledby="secret-title" role="status">
<h2 id="secret-title">The secret of this endpoint</h2>
<p>Copy it now and give it to your receiver, which verifies each message by it. It is shown this once.</p>
<pre class="secret" tabindex="0" aria-label="The secret"><code>${secret}</code></pre></section>`;
