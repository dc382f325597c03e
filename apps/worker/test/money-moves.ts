// The operations that move money at the provider, each prepared up to its request, so that a test can disturb that request.
import type { PayoutId, RefundId } from '@flattr/domain/ids';
import { monthOf } from '@flattr/domain/month';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { followPayout } from '@flattr/domain/payouts/follow-payout';
import { releasePayouts } from '@flattr/domain/payouts/release-payouts';
import { returnPayout } from '@flattr/domain/payouts/return-payout';
import { sendPayout } from '@flattr/domain/payouts/send-payout';
import { sendToBank } from '@flattr/domain/payouts/send-to-bank';
import type { Platform } from '@flattr/domain/platform';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { sendRefund } from '@flattr/domain/refunds/send-refund';
import type { Person } from '@flattr/test-world';
import { decidePayout } from './decide-payout.ts';
import type { PayoutWorld } from './payout-world.ts';

export type Move = {
  /** Makes the request, or goes on with it, as its job does. */
  act(platform: Platform): Promise<void>;
  /** How often the provider has done it. */
  effects(): Promise<number>;
  /** How often the ledger says so. */
  posted(): Promise<number>;
};

export type Operation = {
  readonly name: string;
  /** The address of its request at the provider. */
  readonly path: string;
  prepare(): Promise<Move>;
};

type Listed = { readonly data: readonly { readonly metadata: { readonly reference?: string } }[] };

export const moneyMoves = (world: PayoutWorld, creator: Person): readonly Operation[] => {
  const { platform } = world;
  const posted = async (reference: string) =>
    (await platform.pool.query('SELECT FROM ledger_transactions WHERE reference = $1', [reference]))
      .rowCount ?? 0;
  const count = async (path: string, reference: string) =>
    (await world.asks<Listed>(path)).data.filter(({ metadata }) => metadata.reference === reference).length;
  const decided = async () => {
    const id = await decidePayout(platform, creator.id);
    await releasePayouts(platform);
    return platform.db.payout.findUniqueOrThrow({ where: { id } });
  };
  const transferred = async () => {
    const { id } = await decided();
    await sendPayout(platform, id as PayoutId);
    return platform.db.payout.findUniqueOrThrow({ where: { id } });
  };
  return [
    {
      name: 'transfer',
      path: '/v1/transfers',
      prepare: async () => {
        const { id, reference } = await decided();
        return {
          act: (disturbed) => sendPayout(disturbed, id as PayoutId),
          effects: () => count(`transfers?transfer_group=${reference}`, reference),
          posted: () => posted(`payout-sent:${id}`),
        };
      },
    },
    {
      name: 'payment',
      path: '/v1/payment_intents',
      prepare: async () => {
        const month = monthOf(await platform.clock.now());
        const fan = await world.joins(`fan-${(await platform.db.user.count()) + 1}`);
        await world.funds(fan, '10.00');
        const charge = { supporterId: fan.id, kind: 'TOP_UP' };
        const payer = await platform.db.payer.findUniqueOrThrow({ where: { supporterId: fan.id } });
        const reference = `top-up:${month}:${fan.id}`;
        return {
          act: (disturbed) => topUpWallet(disturbed, fan.id, month),
          effects: () => count(`payment_intents?limit=100&customer=${payer.providerCustomerId}`, reference),
          posted: async () => {
            const [made] = await platform.db.charge.findMany({ where: charge });
            return made ? posted(`charge:${made.id}`) : 0;
          },
        };
      },
    },
    {
      name: 'refund',
      path: '/v1/refunds',
      prepare: async () => {
        const fan = await world.joins(`fan-${(await platform.db.user.count()) + 1}`);
        await world.funds(fan, '10.00');
        const [started] = await refundWallet(platform, fan.id, 'EUR');
        const id = started?.refundId ?? '';
        const { rows } = await platform.pool.query<{ reference: string; payment: string }>(
          'SELECT reference, provider_payment_id AS payment FROM refunds WHERE id = $1',
          [id],
        );
        const { reference = '', payment = '' } = rows[0] ?? {};
        return {
          act: (disturbed) => sendRefund(disturbed, id as RefundId),
          effects: () => count(`refunds?limit=100&payment_intent=${payment}`, reference),
          posted: async () => {
            const told = "SELECT FROM refunds WHERE id = $1 AND state = 'SUCCEEDED'";
            return (await platform.pool.query(told, [id])).rowCount ?? 0;
          },
        };
      },
    },
    {
      name: 'bank payout',
      path: '/v1/payouts',
      prepare: async () => {
        const { id, reference, providerAccountId } = await transferred();
        return {
          act: (disturbed) => sendToBank(disturbed, id as PayoutId),
          effects: async () => {
            const { data } = await world.asks<Listed>('payouts?limit=100', undefined, providerAccountId);
            return data.filter(({ metadata }) => metadata.reference === `${reference}:bank`).length;
          },
          posted: () => platform.db.payout.count({ where: { id, providerPayoutId: { not: null } } }),
        };
      },
    },
    {
      name: 'reversal',
      path: '/v1/transfers/*/reversals',
      prepare: async () => {
        const { id, reference, providerTransferId } = await transferred();
        await sendToBank(platform, id as PayoutId);
        const { providerPayoutId } = await platform.db.payout.findUniqueOrThrow({ where: { id } });
        await world.emulator.control.settlePayout(providerPayoutId ?? '', 'failed', 'could_not_process');
        await followPayout(platform, id as PayoutId);
        return {
          act: (disturbed) => returnPayout(disturbed, id as PayoutId),
          effects: () => count(`transfers/${providerTransferId}/reversals`, `${reference}:reversal`),
          posted: () => posted(`payout-reversed:${id}`),
        };
      },
    },
  ];
};
