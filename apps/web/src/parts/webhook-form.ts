import type { WebhookEvent } from '@flattr/sdk';
import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { eventText, webhookEvents } from '../text/webhook-text.ts';
import { below, describe, field, formRefusal } from './field.ts';
import type { Html } from './html.ts';

export type TypedEndpoint = { readonly url: string; readonly events: readonly WebhookEvent[] };

/** Where the webhooks of a new endpoint go, and of what it hears. */
export const webhookForm = (typed: TypedEndpoint = { url: '', events: [] }, refusal?: FieldRefusal): Html => {
  const refused = refusal?.field === 'events' ? refusal.message : undefined;
  return html`<section aria-labelledby="new-title"><h2 class="rule-title" id="new-title">Add one</h2>
<form class="form" method="post" action="/me/webhooks">
${formRefusal(refusal, ['url', 'events'])}
${field({ name: 'url', label: 'Address', inputmode: 'url', value: typed.url, maxlength: 2048, hint: 'A public https address of your server, such as https://hooks.example.com/flattr.' }, refusal)}
<fieldset class="field" ${describe('events', undefined, refused)}><legend>Tell it when</legend>
${webhookEvents.map(
  (
    event,
  ) => html`<label class="check"><input type="checkbox" name="event" value="${event}" ${typed.events.includes(event) ? html`checked` : ''}>
<span>${eventText(event)}</span></label>`,
)}
${below('events', undefined, refused)}</fieldset>
<button class="button" type="submit">Add this address</button>
</form></section>`;
};
