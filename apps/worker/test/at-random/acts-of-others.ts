import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { type Act, oneOf, type Play } from './play.ts';

const day = 86_400_000;

const charges = ({ world }: Play) =>
  world.platform.db.charge.findMany({ where: { state: 'SUCCEEDED' }, orderBy: { reference: 'asc' } });

/** A bank takes some of a payment back, perhaps more than once. */
const disputes: Act = async (play) => {
  const charge = oneOf(play, await charges(play));
  const { control } = play.world.emulator;
  const asked = { paymentIntent: charge?.providerPaymentId ?? '', amount: 1 + play.below(2000) };
  // There may be nothing left of it.
  const opened = await control.openDispute(asked).catch(() => undefined);
  if (opened) play.open.push(opened.id);
};

const decides =
  (outcome: 'won' | 'lost'): Act =>
  async ({ world, open, below }) => {
    const [id] = open.splice(below(open.length || 1), 1);
    if (id) await world.emulator.control.closeDispute(id, outcome);
  };

/** The operator gives some of a payment back in the provider's own pages; it may be more than is left. */
const refundsElsewhere: Act = async (play) => {
  const charge = oneOf(play, await charges(play));
  if (!charge?.providerPaymentId) return;
  const form = { payment_intent: charge.providerPaymentId, amount: `${1 + play.below(700)}` };
  await play.world.asks('refunds', form).catch(() => {});
};

const refundFails: Act = async ({ world }) => {
  const sent = await world.platform.db.refund.findFirst({ where: { state: 'SUCCEEDED' } });
  if (sent?.providerRefundId) await world.emulator.control.failRefund(sent.providerRefundId).catch(() => {});
};

/** A bank takes a payout, or sends it back, perhaps after it had taken it. */
const settles =
  (outcome: 'paid' | 'failed'): Act =>
  async (play) => {
    const where = { NOT: { providerPayoutId: null } };
    const payout = oneOf(
      play,
      await play.world.platform.db.payout.findMany({ where, orderBy: { reference: 'asc' } }),
    );
    const { control } = play.world.emulator;
    const id = payout?.providerPayoutId ?? '';
    if (id) await control.settlePayout(id, outcome, 'could_not_process').catch(() => {});
  };

const passes =
  (...days: readonly number[]): Act =>
  async (play) => {
    const moved = (oneOf(play, days) ?? 0) * day + play.below(day);
    await play.world.moveClockTo(new Date((await play.now()).getTime() + moved));
  };

export const actsOfOthers: Readonly<Record<string, Act>> = {
  'a payment is disputed': disputes,
  'a dispute is won': decides('won'),
  'a dispute is lost': decides('lost'),
  'the operator refunds': refundsElsewhere,
  'a refund fails': refundFails,
  'a bank takes a payout': settles('paid'),
  'a bank sends a payout back': settles('failed'),
  'hours pass': passes(0),
  'days pass': passes(3, 8, 15),
  'weeks pass': passes(16, 31, 40),
  'half a year passes': passes(180),
  'the months are turned': ({ world }) => turnMonths(world.platform),
  'the months are turned, and all follows': ({ world }) => world.paysOut(),
  'the work is done': ({ world }) => world.work(),
  'what the provider tells is heard': ({ world }) => world.hears(),
  'the sweep comes by': ({ world }) => world.sweeps(),
};
