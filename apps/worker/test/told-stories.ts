// What happens at the provider to one payment or one payout, act by act; each act has events to tell of it.

import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { PayoutId } from '@flattr/domain/ids';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { releasePayouts } from '@flattr/domain/payouts/release-payouts';
import { sendPayout } from '@flattr/domain/payouts/send-payout';
import { sendToBank } from '@flattr/domain/payouts/send-to-bank';
import { type Person, payCheckout } from '@flattr/test-world';
import { decidePayout } from './decide-payout.ts';
import type { PayoutWorld } from './payout-world.ts';

export type Story = {
  readonly name: string;
  /** Begins it for somebody fresh, and says which acts follow and what became of it. */
  begin(world: PayoutWorld, creator: Person, fan: Person): Promise<Begun>;
};

export type Begun = {
  readonly acts: readonly (() => Promise<unknown>)[];
  readonly state: () => Promise<unknown>;
};

type Act = (world: PayoutWorld, payment: string) => Promise<unknown>;

const refunds =
  (amount: string): Act =>
  (world, payment) =>
    world.asks('refunds', { payment_intent: payment, amount });

const refundFails: Act = async ({ asks, emulator }, payment) => {
  const { data } = await asks<{ data: { id: string }[] }>(`refunds?payment_intent=${payment}`);
  await emulator.control.failRefund(data[0]?.id ?? '');
};

const disputes: Act = ({ emulator }, paymentIntent) =>
  emulator.control.openDispute({ paymentIntent, amount: 400 });

const closes =
  (outcome: 'won' | 'lost'): Act =>
  async ({ asks, emulator }, payment) => {
    const { data } = await asks<{ data: { id: string }[] }>(`disputes?payment_intent=${payment}`);
    await emulator.control.closeDispute(data[0]?.id ?? '', outcome);
  };

/** A payment of ten on the checkout page, and what becomes of it; each finds the payment by its customer. */
const paid = (name: string, ...after: readonly Act[]): Story => ({
  name,
  begin: async (world, _, fan) => {
    await setBudget(world.platform, fan.id, { amount: '10.00', currency: 'EUR', monthsAtOnce: 1 });
    const { url } = await fundWallet(world.platform, fan.id);
    const payment = async () => {
      const { providerCustomerId } = await world.platform.db.payer.findUniqueOrThrow({
        where: { supporterId: fan.id },
      });
      const made = await world.asks<{ data: { id: string }[] }>(
        `payment_intents?customer=${providerCustomerId}`,
      );
      return made.data[0]?.id ?? '';
    };
    return {
      acts: [() => payCheckout(url), ...after.map((act) => async () => act(world, await payment()))],
      state: () => stateOfFan(world, fan),
    };
  },
});

/** Its rows, and what all transactions of theirs did to each kind of account. */
const stateOfFan = async ({ platform }: PayoutWorld, { id }: Person) => {
  const { rows } = await platform.pool.query(
    `SELECT c.state, c.net_micros AS net,
       (SELECT array_agg(r.state || ' ' || r.amount_micros ORDER BY r.amount_micros) FROM refunds r
        WHERE r.charge_id = c.id) AS refunds,
       (SELECT array_agg(concat_ws(' ', d.kind, d.state, d.withdrawn_micros, d.fee_micros, d.reinstated_micros, d.waits)
          ORDER BY d.kind, d.withdrawn_micros) FROM disputes d WHERE d.charge_id = c.id) AS disputes,
       (SELECT array_agg(s.sum ORDER BY s.sum) FROM (
          SELECT a.kind || ' ' || sum(e.amount_micros) AS sum
          FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
          WHERE e.transaction_id IN (SELECT c.transaction_id
            UNION SELECT unnest(ARRAY[transaction_id, returned_transaction_id]) FROM refunds WHERE charge_id = c.id
            UNION SELECT unnest(ARRAY[transaction_id, returned_transaction_id]) FROM disputes WHERE charge_id = c.id)
          GROUP BY a.kind HAVING sum(e.amount_micros) <> 0) s) AS posted
     FROM charges c WHERE c.supporter_id = $1`,
    [id],
  );
  return rows;
};

/** A bank's failure that leaves the account as it is. */
const failure = 'could_not_process';

type Settles = 'in_transit' | 'paid' | 'failed';

/** A payout of ten that is on its way to the bank, which then says this of it. */
const toBank = (name: string, ...outcomes: readonly (Settles | 'reversed')[]): Story => ({
  name,
  begin: async (world, creator) => {
    const id = await decidePayout(world.platform, creator.id);
    await releasePayouts(world.platform);
    await sendPayout(world.platform, id);
    await sendToBank(world.platform, id);
    const made = await world.platform.db.payout.findUniqueOrThrow({ where: { id } });
    const reverse = () => world.asks(`transfers/${made.providerTransferId}/reversals`, { amount: '1000' });
    const settle = (outcome: Settles) =>
      world.emulator.control.settlePayout(made.providerPayoutId ?? '', outcome, failure);
    // Where we were told of the failure before, we have taken it back ourselves.
    const acts = outcomes.map(
      (outcome) => () => (outcome === 'reversed' ? reverse().catch(() => {}) : settle(outcome)),
    );
    return { acts, state: () => stateOfPayout(world, id) };
  },
});

const stateOfPayout = async ({ platform }: PayoutWorld, id: PayoutId) => {
  const { rows } = await platform.pool.query(
    `SELECT p.state, p.failure, (SELECT array_agg(split_part(t.reference, ':', 1) ORDER BY t.id) FROM ledger_transactions t
       WHERE t.reference LIKE '%' || p.id) AS posted
     FROM payouts p WHERE p.id = $1`,
    [id],
  );
  return rows;
};

export const stories: readonly Story[] = [
  paid('a payment'),
  paid('a payment of which some is refunded', refunds('300')),
  paid('a payment of which some is refunded twice', refunds('300'), refunds('200')),
  paid('a payment whose refund fails', refunds('300'), refundFails),
  paid('a payment that is disputed', disputes),
  paid('a dispute that is lost', disputes, closes('lost')),
  paid('a dispute that is won', disputes, closes('won')),
  paid('a refund, and a dispute that is won', refunds('300'), disputes, closes('won')),
  toBank('a payout that arrives', 'in_transit', 'paid'),
  toBank('a payout that fails', 'failed'),
  toBank('a payout that arrives, and comes back', 'paid', 'failed'),
  toBank('a payout that fails, whose transfer the operator has taken back', 'failed', 'reversed'),
];
