import type { UserId } from '@flattr/domain/ids';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import type { RefusalCode } from '@flattr/domain/refusal';
import { payCheckout } from '@flattr/test-world';
import { naiveNet } from '@flattr/test-world/naive-month';
import fc from 'fast-check';
import type { Command, Real } from '../command.ts';
import { budgetIn, type Card, type Charge, type Model, monthAfter, monthAt, moves, pick } from '../model.ts';

type Opened = { readonly id: string };
const declined: Card = '4000000000000002';
const cards = fc.constantFrom<Card>(
  '4242424242424242',
  '4242424242424242',
  '5555555555554444',
  '4000000000000341',
  declined,
);

const checkouts = ({ charges }: Model) => charges.filter(({ kind }) => kind === 'CHECKOUT');
/** A page that nobody pays within a day is closed. */
const isOpen = (model: Model) => (charge: Charge) => model.now - charge.at < 86_400_000;
const unpaid = (model: Model) =>
  checkouts(model)
    .filter(({ card }) => !card)
    .filter(isOpen(model));
const tellable = (model: Model) => checkouts(model).filter((one) => one.card || isOpen(model)(one));

/** The budget that a payment is for now: that of the next month. */
const budgetNow = (model: Model, person: number) => {
  const budget = budgetIn(model, pick(model.people, person), monthAfter(monthAt(model.now)));
  return budget && budget.micros > 0n ? budget : undefined;
};

const refusesFunds = (model: Model, person: number): RefusalCode | undefined => {
  if (!budgetNow(model, person)) return 'no-budget';
  const begun = checkouts(model)
    .filter((one) => one.person === pick(model.people, person))
    .filter(isOpen(model));
  return begun.length < 10 ? undefined : 'too-many-payments';
};

const open = async (
  { platform, checkouts: pages }: Real,
  { people }: Model,
  person: number,
): Promise<Opened> => {
  const supporterId = pick(people, person).id as UserId;
  const { url } = await fundWallet(platform, supporterId);
  const { rows } = await platform.pool.query<{ id: string; session: string }>(
    'SELECT id, provider_session_id AS session FROM charges WHERE supporter_id = $1 ORDER BY id DESC LIMIT 1',
    [supporterId],
  );
  const [row] = rows;
  if (!row) throw new Error('funding left no charge');
  pages.set(row.id, { url, session: row.session });
  return { id: row.id };
};

const pay = async ({ checkouts: pages }: Real, id: string, card: Card): Promise<void> => {
  const paid = await payCheckout(pages.get(id)?.url ?? '', card).then(
    () => true,
    () => false,
  );
  if (paid !== (card !== declined)) throw new Error(`the card ${card} ${paid ? 'was' : 'was not'} taken`);
};

/** Tells of a checkout as the webhook's job does, and returns when it was charged by our rows. */
const tell = async ({ platform, checkouts: pages }: Real, id: string): Promise<number> => {
  const { reference, payment } = await platform.gateway.fetchCheckout(pages.get(id)?.session ?? '');
  if (payment) await settleCharge(platform, reference, payment);
  const { rows } = await platform.pool.query<{ at: Date | null }>(
    'SELECT charged_at AS at FROM charges WHERE id = $1',
    [id],
  );
  return rows[0]?.at?.getTime() ?? 0;
};

const opened = (model: Model, person: number, { id }: Opened): Charge => {
  const budget = budgetNow(model, person);
  if (!budget) throw new Error('the model has no budget to fund');
  const { currency, monthsAtOnce } = budget;
  const of = { person: budget.person, currency, gross: budget.micros * BigInt(monthsAtOnce), at: model.now };
  const charge: Charge = {
    ...of,
    id,
    kind: 'CHECKOUT',
    month: '',
    state: 'INTENT',
    card: undefined,
    sentWith: undefined,
    chargedAt: 0,
    holdDays: 0,
    position: 0,
    drawn: [],
  };
  budget.person.payer = true;
  model.charges.push(charge);
  return charge;
};

const before = (one: Charge, other: { readonly chargedAt: number; readonly id: string }): boolean =>
  one.chargedAt < other.chargedAt || (one.chargedAt === other.chargedAt && one.id < other.id);

/**
 * Credits a wallet with what a charge brought. However late it is told: it is held for long unless its card was charged
 * before it, and its card is the saved one unless another was charged after it.
 */
export const credits = (model: Model, charge: Charge, chargedAt: number): void => {
  if (charge.state === 'SUCCEEDED' || !charge.card) return;
  const { person, currency, gross, card, id } = charge;
  const theirs = model.charges.filter((other) => other.person === person && other.state === 'SUCCEEDED');
  const known = theirs.some((other) => other.card === card && before(other, { chargedAt, id }));
  const newest = theirs.every((other) => before(other, { chargedAt, id }));
  moves(model, 'stripe', `wallet:${person.name}`, currency, naiveNet(gross, currency));
  const position = model.entries.length;
  Object.assign(charge, { state: 'SUCCEEDED', chargedAt, holdDays: known ? 7 : 30, position });
  if (newest) person.saved = charge.sentWith ?? charge;
};

export const funds: Command<{ person: number; card: Card }, Opened & { chargedAt: number }> = {
  often: 6,
  input: fc.record({ person: fc.nat(5), card: cards }),
  says: ({ person, card }) => `person ${person} funds the wallet with ${card}`,
  refuses: (model, { person }) => refusesFunds(model, person),
  does: async (real, model, { person, card }) => {
    const { id } = await open(real, model, person);
    await pay(real, id, card);
    return { id, chargedAt: await tell(real, id) };
  },
  applies: (model, { person, card }, facts) => {
    const charge = opened(model, person, facts);
    if (card !== declined) charge.card = card;
    credits(model, charge, facts.chargedAt);
  },
};

export const opensCheckout: Command<number, Opened> = {
  often: 3,
  input: fc.nat(5),
  says: (person) => `person ${person} opens a checkout`,
  refuses: refusesFunds,
  does: open,
  applies: opened,
};

export const paysCheckout: Command<{ charge: number; card: Card }> = {
  often: 4,
  input: fc.record({ charge: fc.nat(9), card: cards }),
  says: ({ charge, card }) => `the open checkout ${charge} is paid with ${card}, and nobody tells us`,
  possible: (model) => unpaid(model).length > 0,
  does: (real, model, { charge, card }) => pay(real, pick(unpaid(model), charge).id, card),
  applies: (model, { charge, card }) => {
    if (card !== declined) pick(unpaid(model), charge).card = card;
  },
};

export const isTold: Command<number, number> = {
  often: 4,
  input: fc.nat(9),
  says: (charge) => `the provider tells of checkout ${charge}`,
  possible: (model) => tellable(model).length > 0,
  does: (real, model, charge) => tell(real, pick(tellable(model), charge).id),
  applies: (model, charge, chargedAt) => credits(model, pick(tellable(model), charge), chargedAt),
};
