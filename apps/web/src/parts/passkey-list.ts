import type { SecurityPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';
import { passkeyAdd } from './passkey-form.ts';

type Passkey = NonNullable<SecurityPageQuery['viewer']>['passkeys'][number];

/** My passkeys, each with a button that removes it, and one that adds another. */
export const passkeySection = (
  passkeys: readonly Passkey[],
): Html => html`<section aria-labelledby="passkeys-title"><h2 class="rule-title" id="passkeys-title">Passkeys</h2>
<p>With a passkey you unlock your device, and need no password and no code.</p>
${passkeys.length > 0 ? html`<ul class="entries" role="list">${passkeys.map(row)}</ul>` : ''}
${passkeyAdd()}<noscript><p class="hint">To add one, your browser has to run scripts.</p></noscript></section>`;

const row = ({
  id,
  name,
  createdAt,
}: Passkey): Html => html`<li class="entry"><div><p class="token-name"><bdi>${name}</bdi></p>
<p class="hint">added ${dayText(createdAt)}</p></div>
<form method="post" action="/auth/passkey/remove">${hidden('id', id)}<button class="plain" type="submit" aria-label="Remove ${name}">Remove</button></form></li>`;
