import { html } from 'hono/html';
import type Stripe from 'stripe';
import { accountStates } from '../connect/account-state.ts';
import { formatAmount } from '../money/currency.ts';
import { readBalance } from '../money/read-balance.ts';
import { idOf } from '../objects/id-of.ts';
import type { AnyEvent, Delivery } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { code, money, state } from './cells.ts';
import { controlButton, controlChoice } from './control-button.ts';
import { type Html, layout } from './layout.ts';
import { moneyTables } from './money-tables.ts';
import { metadataLines, moment, table } from './table.ts';

const shown = 20;

function chargeRow(store: Store, charge: Stripe.Charge) {
  const { id, amount, currency, status, failure_message, customer, created } = charge;
  const who = idOf(customer);
  const email = who ? store.get('customer', who)?.email : undefined;
  const dispute = controlButton('openDispute', 'Dispute', { charge: id }, 'bad');
  return [
    money(amount, currency),
    state(failure_message ?? status, status === 'succeeded' ? 'good' : 'bad'),
    html`${email ? html`${email}<br>` : ''}${code(who ?? 'guest')}`,
    moment(created),
    charge.paid && !charge.disputed ? dispute : '',
  ];
}

/** In one word what an account may do, or why it may not. */
function accountState(
  store: Store,
  { id, capabilities, requirements, payouts_enabled }: Stripe.Account,
): Html {
  if (store.get('deauthorization', id)) return state('deauthorised', 'bad');
  const reason = requirements?.disabled_reason;
  if (capabilities?.transfers === 'active') {
    return payouts_enabled
      ? state('active', 'good')
      : state(`no payouts: ${reason ?? 'not onboarded'}`, 'bad');
  }
  return html`${capabilities?.transfers ?? 'not requested'}${reason ? html`<br>${state(reason, 'bad')}` : ''}`;
}

function accountRow(store: Store, account: Stripe.Account) {
  const { id, email, country, metadata, created, details_submitted } = account;
  const values = [...accountStates, 'deauthorised'];
  const choice = { name: 'state', label: `State of ${id}`, values };
  return [
    html`${email ?? ''}<br>${code(id)}`,
    country ?? '',
    accountState(store, account),
    html`${metadataLines(metadata)}`,
    moment(created),
    details_submitted ? controlChoice('setAccountState', 'Set', { account: id }, choice) : '',
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
  const accounts = store.list('account', { limit }).map((account) => accountRow(store, account));
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
${moneyTables(store, limit)}
<h2>Connected accounts</h2>
${table('Connected accounts', ['Account', 'Country', 'Transfers', 'Metadata', 'Created (UTC)', 'Stripe'], accounts)}
<h2>Charges</h2>
${table('Charges', ['Amount', 'State', 'Customer', 'Created (UTC)', 'Bank'], charges)}
<h2>Events</h2>
${table('Events', ['Type', 'Webhook', 'Id', 'Created (UTC)'], events)}`,
    'wide',
  );
}
