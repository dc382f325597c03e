import { type Scope, TokensPageDocument, type TokensPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { hidden } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { registerExample } from '../parts/register-example.ts';
import { tokenForm } from '../parts/token-form.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { dayText } from '../text/day-text.ts';
import { scopeText } from '../text/scope-text.ts';
import type { WebContext } from '../web-env.ts';

type Token = NonNullable<TokensPageQuery['viewer']>['tokens'][number];

type Outcome = {
  readonly secret?: string | undefined;
  /** The name of a token that was made before by the same form. */
  readonly made?: string;
  readonly refusal?: FieldRefusal;
  readonly typed?: { readonly name: string; readonly scopes: readonly Scope[] };
};

/** My tokens for the API: what they may do, when they were last used, and the secret of one just made. */
export const showTokens = async (
  c: WebContext,
  { secret, made, refusal, typed }: Outcome = {},
): Promise<Response> => {
  const answer = await c.var.flattr.request(TokensPageDocument);
  if (!answer.viewer) return signInFirst(c, '/me/tokens');
  const { tokens } = answer.viewer;
  return page(
    c,
    { title: 'My tokens · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>My tokens</h1>
<p class="lede">With a token your site or a program acts for you: it registers what you publish, or flattrs. What happens to what is yours, your server hears by <a href="/me/webhooks">webhooks</a>.</p></header>
${secret ? fresh(secret) : ''}
${made ? html`<p class="notice" role="status">The token <bdi>${made}</bdi> was made already, and shown that once. If it is lost, revoke it and make another.</p>` : ''}
${tokens.length > 0 ? html`<section aria-labelledby="tokens-title"><h2 class="rule-title" id="tokens-title">Made so far</h2><ul class="entries" role="list">${tokens.map(row)}</ul></section>` : ''}
${tokenForm(tokens[0]?.id, typed, refusal)}
<p class="more">Programs of others ask you first: <a href="/me/apps">Connected apps</a>, and apps of your own for others.</p>
${registerExample(c.var.origin)}`,
  );
};

const fresh = (
  secret: string,
): Html => html`<section class="notice notice-good" aria-labelledby="secret-title" role="status">
<h2 id="secret-title">Your new token</h2>
<p>Copy it now. It is shown this once: we keep only its fingerprint.</p>
<pre class="secret" tabindex="0" aria-label="The token"><code>${secret}</code></pre></section>`;

const row = ({
  id,
  name,
  scopes,
  createdAt,
  lastUsedAt,
  revokedAt,
}: Token): Html => html`<li class="entry ${revokedAt ? html`entry-over` : ''}"><div><p class="token-name"><bdi>${name}</bdi></p>
<p class="soft">${scopes.map(scopeText).join('. ')}.</p>
<p class="hint">made ${dayText(createdAt)}, ${lastUsedAt ? `last used ${dayText(lastUsedAt)}` : 'never used'}${revokedAt ? `, revoked ${dayText(revokedAt)}` : ''}</p></div>
${
  revokedAt
    ? ''
    : html`<form method="post" action="/me/tokens/revoke">${hidden('id', id)}<button class="plain" type="submit" aria-label="Revoke ${name}">Revoke</button></form>`
}</li>`;
