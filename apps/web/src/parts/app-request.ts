import type { AppPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { appWords } from '../text/oauth-text.ts';
import type { Html } from './html.ts';

/** Who asks, for which user, and what they would be allowed: what is read before it is agreed to. */
export const appRequest = (app: AppPartsFragment, handle: string, may: readonly string[]): Html =>
  html`<h1><bdi>${app.name}</bdi> asks to act for you</h1>
<p class="lede">You are signed in as <bdi>@${handle}</bdi>. ${appWords(app)}</p>
<h2 class="rule-title" id="may-title">It would be allowed to</h2>
<ul class="may" role="list" aria-labelledby="may-title">${may.map((text) => html`<li>${text}</li>`)}</ul>
<p class="hint">It does not learn your password, cannot pay with your card or change your budget, and cannot touch what you earned. You can disconnect it at any time under <a href="/me/apps">Connected apps</a>.</p>`;

/** The two answers. */
export const answerButtons = (): Html => html`<p class="answers">
<button class="button" type="submit" name="answer" value="allow">Allow</button>
<button class="button button-quiet" type="submit" name="answer" value="deny">Do not allow</button></p>`;
