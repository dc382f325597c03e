import { html } from 'hono/html';
import { minuteText } from '../text/day-text.ts';
import { type Delivery, deliveryText, type Endpoint, endpointText, eventText } from '../text/webhook-text.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';

/** A webhook endpoint: how it is, what can be done with it, and what it was sent last. */
export const webhookEndpoint = (
  one: Endpoint,
): Html => html`<article class="proposal" id="endpoint-${one.id}" aria-labelledby="url-${one.id}">
<h2 id="url-${one.id}" class="claim-site">${one.url}</h2>
<p>${endpointText(one)}</p>
<p class="soft">It hears: ${one.events.map(eventText).join('. ')}.</p>
${one.previousSecretUntil ? html`<p class="hint">The secret before signs as well until ${minuteText(one.previousSecretUntil)}.</p>` : ''}
<div class="proposal-acts">
${one.enabled ? act(one, 'test', 'Send a test') : act(one, 'enable', 'Enable it again')}
${one.enabled ? act(one, 'disable', 'Disable', 'plain') : ''}
${act(one, 'rotate', 'New secret', 'plain')}
${act(one, 'delete', 'Delete', 'plain')}
</div>
${
  one.deliveries.nodes.length > 0
    ? html`<details open><summary>The last it was sent, of ${one.deliveries.totalCount}</summary>
<ul class="entries" role="list">${one.deliveries.nodes.map((delivery) => row(one, delivery))}</ul></details>`
    : html`<p class="quiet">It was sent nothing yet.</p>`
}
</article>`;

const act = ({ id, url }: Endpoint, what: string, label: string, style = 'button button-quiet'): Html =>
  html`<form method="post" action="/me/webhooks/${what}">${hidden('id', id)}<button class="${style}" type="submit" aria-label="${label}: ${url}">${label}</button></form>`;

const row = (
  endpoint: Endpoint,
  delivery: Delivery,
): Html => html`<li class="entry"><div><p><code>${delivery.type}</code></p>
<p class="soft">${deliveryText(delivery)}</p><p class="hint">${minuteText(delivery.createdAt)}, ${delivery.id}</p></div>
${
  delivery.state === 'PENDING' || !endpoint.enabled
    ? ''
    : html`<form method="post" action="/me/webhooks/redeliver">${hidden('id', delivery.id)}<button class="plain" type="submit" aria-label="Send ${delivery.type} of ${minuteText(delivery.createdAt)} again">Send again</button></form>`
}</li>`;
