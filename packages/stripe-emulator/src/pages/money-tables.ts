import { html } from 'hono/html';
import type Stripe from 'stripe';
import { idOf } from '../objects/id-of.ts';
import type { Store } from '../store/store.ts';
import { code, money, state } from './cells.ts';
import { controlButton } from './control-button.ts';
import type { Html } from './layout.ts';
import { metadataLines, moment, table } from './table.ts';

const toneOf = (status: string | null) => {
  if (status === 'succeeded' || status === 'paid' || status === 'won') return 'good';
  return status === 'failed' || status === 'lost' || status === 'needs_response' ? 'bad' : 'soft';
};

function refundRow(refund: Stripe.Refund) {
  const { id, amount, currency, status, pending_reason, failure_reason, metadata, created } = refund;
  const why = failure_reason ?? pending_reason;
  const failing = status === 'failed' ? '' : controlButton('failRefund', 'Fail', { refund: id }, 'bad');
  return [
    money(amount, currency),
    html`${state(status ?? '', toneOf(status))}${why ? ` (${why})` : ''}`,
    html`${code(id)}<br>${metadataLines(metadata)}`,
    moment(created),
    failing,
  ];
}

function disputeRow({ id, amount, currency, status, reason, charge, created }: Stripe.Dispute) {
  const isOpen = /needs_response|under_review/.test(status);
  const close = (outcome: string, text: string, tone: 'good' | 'bad') =>
    controlButton('closeDispute', text, { dispute: id, outcome }, tone);
  return [
    money(amount, currency),
    html`${state(status, toneOf(status))} (${reason})`,
    html`${code(id)}<br>${code(idOf(charge) ?? '')}`,
    moment(created),
    isOpen ? html`${close('won', 'Won', 'good')} ${close('lost', 'Lost', 'bad')}` : '',
  ];
}

function payoutRow(store: Store, payout: Stripe.Payout) {
  const { id, amount, currency, status, failure_code, metadata, created } = payout;
  const owner = store.ownerOf('payout', id);
  const settle = (outcome: string, text: string, tone: 'good' | 'bad') =>
    controlButton('settlePayout', text, { payout: id, outcome }, tone);
  const isUnderWay = status === 'pending' || status === 'in_transit';
  const isOver = status === 'failed' || status === 'canceled';
  return [
    money(amount, currency),
    html`${state(status, toneOf(status))}${failure_code ? ` (${failure_code})` : ''}`,
    html`${store.get('account', owner)?.email ?? ''}<br>${code(owner || 'platform')}`,
    html`${code(id)}<br>${metadataLines(metadata)}`,
    moment(created),
    html`${isUnderWay ? settle('paid', 'Paid', 'good') : ''} ${isOver ? '' : settle('failed', 'Fail', 'bad')}`,
  ];
}

/** The tables of money that goes back or on, each row with what a bank can do to it. */
export function moneyTables(store: Store, limit: number): Html {
  const refunds = store.list('refund', { limit }).map(refundRow);
  const disputes = store.list('dispute', { limit }).map(disputeRow);
  const payouts = store.list('payout', { limit }).map((payout) => payoutRow(store, payout));
  const heads = ['Amount', 'State', 'Id', 'Created (UTC)', 'Bank'];
  return html`<h2>Payouts</h2>
${table('Payouts', ['Amount', 'State', 'From', 'Payout', 'Created (UTC)', 'Bank'], payouts)}
<h2>Refunds</h2>
${table('Refunds', heads, refunds)}
<h2>Disputes</h2>
${table('Disputes', heads, disputes)}`;
}
