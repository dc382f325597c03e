import type { AppPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { appWords, isUnvouched, unvouchedWords } from '../text/oauth-text.ts';
import type { Html } from './html.ts';

/**
 * Who asks, for which user, and what they would be allowed: what is read before it is agreed to. An app for which nobody
 * vouches is known by the host to which it leads back, which it cannot make up, and not by its name.
 */
export const appRequest = (
  app: AppPartsFragment,
  handle: string,
  may: readonly string[],
  backTo?: URL,
): Html =>
  html`${backTo && isUnvouched(app) ? unvouched(app, handle, backTo) : known(app, handle)}
<h2 class="rule-title" id="may-title">It would be allowed to</h2>
<ul class="may" role="list" aria-labelledby="may-title">${may.map((text) => html`<li>${text}</li>`)}</ul>
<p class="hint">It does not learn your password, cannot pay with your card or change your budget, and cannot touch what you earned. You can disconnect it at any time under <a href="/me/apps">Connected apps</a>.</p>`;

const known = (app: AppPartsFragment, handle: string): Html =>
  html`<h1><bdi>${app.name}</bdi> asks to act for you</h1>
<p class="lede">You are signed in as <bdi>@${handle}</bdi>. ${appWords(app)}</p>`;

const unvouched = (app: AppPartsFragment, handle: string, backTo: URL): Html =>
  html`<h1><bdi>${backTo.host}</bdi> asks to act for you</h1>
<p class="lede">You are signed in as <bdi>@${handle}</bdi>. The app calls itself “<bdi>${app.name}</bdi>”. ${appWords(app, backTo.host)}</p>
<p class="notice">If you allow it, you are led back to <strong><bdi>${backTo.host}</bdi></strong>. ${unvouchedWords(backTo)}</p>`;

/** The two answers. */
export const answerButtons = (): Html => html`<p class="answers">
<button class="button" type="submit" name="answer" value="allow">Allow</button>
<button class="button button-quiet" type="submit" name="answer" value="deny">Do not allow</button></p>`;
