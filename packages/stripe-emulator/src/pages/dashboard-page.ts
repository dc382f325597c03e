import { html } from 'hono/html';
import type Stripe from 'stripe';
import { formatAmount } from '../money/currency.ts';
import { readBalance } from '../money/read-balance.ts';
import type { AnyEvent, Delivery } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { type Html, layout } from './layout.ts';
import { metadataLines, moment, table } from './table.ts';

const shown = 20;

const code = (id: string) => html`<code>${id}</code>`;
const money = (amount: number, currency: string) =>
  html`<span class="number">${formatAmount(amount, currency)}</span>`;
const idOf = (value: string | { id: string } | null) =>
  typeof value === 'object' && value ? value.id : value;

function chargeRow(
  store: Store,
  { amount, currency, status, failure_message, customer, created }: Stripe.Charge,
) {
  const tone = status === 'succeeded' ? 'good' : 'bad';
  const state = html`<span class="${tone}">${failure_message ?? status}</span>`;
  const id = idOf(customer);
  const email = id ? store.get('customer', id)?.email : undefined;
  const who = html`${email ? html`${email}<br>` : ''}${code(id ?? 'guest')}`;
  return [money(amount, currency), state, who, moment(created)];
}

function accountRow({ id, email, country, capabilities, metadata, created }: Stripe.Account) {
  const active = capabilities?.transfers === 'active';
  const state = active
    ? html`<span class="good">active</span>`
    : (capabilities?.transfers ?? 'not requested');
  return [
    html`${email ?? ''}<br>${code(id)}`,
    country ?? '',
    state,
    html`${metadataLines(metadata)}`,
    moment(created),
  ];
}

function transferRow(
  store: Store,
  { id, amount, currency, destination, metadata, created }: Stripe.Transfer,
) {
  const account = store.get('account', idOf(destination) ?? '');
  const whose = html`${account?.email ?? ''}<br>${code(idOf(destination) ?? '')}<br>
${metadataLines(account?.metadata)}`;
  return [money(amount, currency), whose, html`${code(id)}<br>${metadataLines(metadata)}`, moment(created)];
}

const words = {
  none: 'before a receiver was set',
  pending: 'not yet delivered',
  delivered: 'delivered',
  undelivered: 'not delivered',
};

function deliveryText({ state, attempts, outcome }: Delivery): Html {
  const tone = state === 'delivered' ? 'good' : state === 'undelivered' ? 'bad' : 'soft';
  const tries = attempts > 1 ? `, ${attempts} tries` : '';
  return html`<span class="${tone}">${words[state]}</span>${outcome ? ` (${outcome}${tries})` : ''}`;
}

function eventRow(store: Store, { id, type, created }: AnyEvent) {
  const delivery = store.get('delivery', id);
  return [type, delivery ? deliveryText(delivery) : '', code(id), moment(created)];
}

/** What never arrived: shown on top, and only if there is something. */
function undelivered(store: Store): Html | '' {
  const lost = store.list('delivery', { where: { state: 'undelivered' }, limit: shown });
  const events = lost.flatMap(({ id }) => store.get('event', id) ?? []);
  if (events.length === 0) return '';
  const heads = ['Event', 'Last try', 'Id', 'Created (UTC)'];
  return html`<h2>Undelivered webhooks</h2>
${table(
  'Undelivered webhooks',
  heads,
  events.map((event) => eventRow(store, event)),
)}`;
}

function tiles(store: Store): Html {
  const balances = readBalance(store).available.map(
    ({ amount, currency }) =>
      html`<div class="tile"><span class="soft small">Balance, ${currency.toUpperCase()}</span>
<b>${formatAmount(amount, currency)}</b></div>`,
  );
  const counts = (['customer', 'account', 'charge', 'transfer'] as const).map(
    (kind) =>
      html`<div class="tile"><span class="soft small">${kind}s</span><b>${store.count(kind)}</b></div>`,
  );
  return html`<div class="tiles">${balances}${counts}</div>`;
}

/** Everything the emulator holds, the newest of each. */
export function dashboardPage(store: Store): Html {
  const limit = shown;
  const charges = store.list('charge', { limit }).map((charge) => chargeRow(store, charge));
  const accounts = store.list('account', { limit }).map(accountRow);
  const transfers = store.list('transfer', { limit }).map((transfer) => transferRow(store, transfer));
  const events = store.list('event', { limit }).map((event) => eventRow(store, event));
  return layout(
    'Dashboard',
    html`<h1>Dashboard</h1>
<p class="soft">What the emulated Stripe account holds. Each table holds the newest ${shown}.</p>
${tiles(store)}
${undelivered(store)}
<h2>Transfers</h2>
${table('Transfers', ['Amount', 'To', 'Transfer', 'Created (UTC)'], transfers)}
<h2>Connected accounts</h2>
${table('Connected accounts', ['Account', 'Country', 'Transfers', 'Metadata', 'Created (UTC)'], accounts)}
<h2>Charges</h2>
${table('Charges', ['Amount', 'State', 'Customer', 'Created (UTC)'], charges)}
<h2>Events</h2>
${table('Events', ['Type', 'Webhook', 'Id', 'Created (UTC)'], events)}`,
    'wide',
  );
}
