import type { SecurityPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { minuteText } from '../text/day-text.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';

type Session = NonNullable<SecurityPageQuery['viewer']>['sessions'][number];

/** Every browser in which I am signed in, each with a button that ends it. */
export const sessionList = (
  sessions: readonly Session[],
): Html => html`<section aria-labelledby="sessions-title"><h2 class="rule-title" id="sessions-title">Where you are signed in</h2>
<ul class="entries" role="list">${sessions.map(row)}</ul>
<div class="actions">${sessions.length > 1 ? html`<form method="post" action="/me/security/sessions/others"><button class="button button-quiet" type="submit">Sign out everywhere else</button></form>` : ''}
<form method="post" action="/auth/sign-out/everywhere"><button class="plain" type="submit">Sign out everywhere</button></form></div></section>`;

const row = ({
  id,
  browser,
  begunAt,
  lastSeenAt,
  isThisOne,
}: Session): Html => html`<li class="entry"><div><p class="token-name">${browser}${isThisOne ? html` <strong>· this one</strong>` : ''}</p>
<p class="hint">since ${minuteText(begunAt)}, last seen ${minuteText(lastSeenAt)}</p></div>
${isThisOne ? '' : html`<form method="post" action="/me/security/sessions/end">${hidden('id', id)}<button class="plain" type="submit" aria-label="Sign out ${browser}, last seen ${minuteText(lastSeenAt)}">Sign out</button></form>`}</li>`;
