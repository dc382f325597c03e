import { AppsPageDocument, type AppsPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { appForm, type TypedApp } from '../parts/app-form.ts';
import { hidden } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { dayText } from '../text/day-text.ts';
import { appWords, grantTexts } from '../text/oauth-text.ts';
import type { WebContext } from '../web-env.ts';

type Viewer = NonNullable<AppsPageQuery['viewer']>;
type Grant = Viewer['oauthGrants'][number];
type OwnApp = Viewer['oauthApps'][number];

type Outcome = { readonly refusal?: FieldRefusal; readonly typed?: TypedApp };

/** The apps that act for me, to disconnect them, and those that I made for others. */
export const showApps = async (c: WebContext, { refusal, typed }: Outcome = {}): Promise<Response> => {
  const answer = await c.var.flattr.request(AppsPageDocument);
  if (!answer.viewer) return signInFirst(c, '/me/apps');
  const { oauthGrants, oauthApps } = answer.viewer;
  return page(
    c,
    { title: 'Connected apps · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>Connected apps</h1>
<p class="lede">Programs of others that act for you, because you agreed. Disconnect one, and it can do nothing more at once.</p></header>
${oauthGrants.length > 0 ? html`<ul class="entries" role="list">${oauthGrants.map(grant)}</ul>` : html`<p class="quiet">No app is connected to you.</p>`}
<section aria-labelledby="own-title"><h2 class="rule-title" id="own-title">Apps of your own</h2>
${oauthApps.length > 0 ? html`<ul class="entries" role="list">${oauthApps.map(own)}</ul>` : ''}
<h3>Register one</h3>
<p class="soft">Others connect it by OAuth 2.1. For a program that acts for you alone, <a href="/me/tokens">a token</a> is enough.</p>
${appForm({ action: '/me/apps', submit: 'Register it', isNew: true }, typed, refusal)}</section>`,
  );
};

const grant = ({ id, app, scopes, isOffline, createdAt, lastUsedAt }: Grant): Html =>
  html`<li class="entry"><div><p class="token-name"><bdi>${app.name}</bdi></p>
<p class="soft">${grantTexts(scopes, isOffline).join('. ')}.</p>
<p class="hint">${appWords(app)} Connected ${dayText(createdAt)}, ${lastUsedAt ? `last used ${dayText(lastUsedAt)}` : 'never used'}.</p></div>
<form method="post" action="/me/apps/disconnect">${hidden('id', id)}<button class="plain" type="submit" aria-label="Disconnect ${app.name}">Disconnect</button></form></li>`;

const own = ({ app, isConfidential, createdAt }: OwnApp): Html =>
  html`<li class="entry"><div><p class="token-name"><a href="/me/apps/${app.clientId}"><bdi>${app.name}</bdi></a></p>
<p class="hint client-id">${isConfidential ? 'with a secret' : 'public'}, registered ${dayText(createdAt)}, client id <code>${app.clientId}</code></p></div></li>`;
