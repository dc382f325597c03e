import { isCurrency } from '@flattr/domain/money';
import type { Movement, MovementKind, PaymentGateway } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { fromStripe, idOf } from './amounts.ts';
import { createdFrom, momentOf } from './moments.ts';

type Movements = 'listMovements' | 'listMovementsOf';

/** What each type of line is; a type that is not here is nothing that an instance does. */
const kinds: Readonly<Record<string, MovementKind>> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund-returned',
  transfer: 'transfer',
  transfer_refund: 'reversal',
  payout: 'operator-payout',
  payout_cancel: 'operator-payout-returned',
  payout_failure: 'operator-payout-returned',
  topup: 'deposit',
  topup_reversal: 'deposit-returned',
  stripe_fee: 'cost',
  stripe_fx_fee: 'cost',
  tax_fee: 'cost',
};

const operatorKinds = /^(?:operator-payout|deposit|cost)/;

const operatorTypes = Object.keys(kinds).filter((type) => operatorKinds.test(kinds[type] ?? ''));

/** What each object is asked for with, beside the line. */
const expand = ['data.source'];

/** The lines of the operator's balance: all that ever changes it. */
export const movements = (stripe: Stripe): Pick<PaymentGateway, Movements> => {
  const list = async function* (asked: Stripe.BalanceTransactionListParams): AsyncGenerator<Movement> {
    for await (const line of stripe.balanceTransactions.list({ ...asked, limit: 100, expand }))
      if (isCurrency(line.currency.toUpperCase())) yield movementOf(line);
  };
  return {
    listMovements: async function* ({ since, only } = {}) {
      if (!only) return yield* list(createdFrom(since));
      for (const type of operatorTypes) yield* list({ ...createdFrom(since), type });
    },
    listMovementsOf: async function* (kind, objectId) {
      yield* list({ source: objectId });
      if (kind !== 'transfer' && kind !== 'reversal') return;
      for await (const { id } of stripe.transfers.listReversals(objectId, { limit: 100 }))
        yield* list({ source: id });
    },
  };
};

const movementOf = (line: Stripe.BalanceTransaction): Movement => {
  const { id, type, currency, amount, fee, net, created } = line;
  const kind = kindOf(line);
  return {
    id,
    kind,
    // Several costs may be of one thing: each is its own.
    ...(kind === 'cost' || kind === 'unknown' ? { objectId: id } : objectOf(line)),
    gross: fromStripe(amount, currency),
    fee: fromStripe(fee, currency),
    net: fromStripe(net, currency),
    at: momentOf(created),
    said: type,
  };
};

const kindOf = ({ type, source, amount }: Stripe.BalanceTransaction): MovementKind => {
  if (type !== 'adjustment') return kinds[type] ?? 'unknown';
  const isDispute = typeof source === 'object' && source?.object === 'dispute';
  if (!isDispute) return 'unknown';
  return amount < 0 ? 'dispute' : 'dispute-returned';
};

const objectOf = ({
  id,
  source,
}: Stripe.BalanceTransaction): Pick<Movement, 'objectId' | 'reference' | 'accountId'> => {
  if (typeof source !== 'object' || source === null) return { objectId: id };
  switch (source.object) {
    case 'charge':
      return { objectId: idOf(source.payment_intent) ?? source.id, reference: source.metadata.reference };
    case 'refund':
      return { objectId: source.id, reference: source.metadata?.reference };
    case 'transfer':
      return {
        objectId: source.id,
        reference: source.metadata.reference,
        accountId: idOf(source.destination),
      };
    case 'transfer_reversal':
      return { objectId: idOf(source.transfer) ?? source.id };
    default:
      return { objectId: source.id };
  }
};
