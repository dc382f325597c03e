import { formatDecimal, type Money } from '../money.ts';

/** What moves at the provider, a way there and a way back where there are two; each can be known to one side alone. */
export const paths = [
  'charge',
  'refund',
  'refund-returned',
  'dispute',
  'transfer',
  'reversal',
  'operator-payout',
  'operator-payout-returned',
  'deposit',
  'deposit-returned',
  'cost',
] as const;

export type Path = (typeof paths)[number];

const troubles = ['missing-in-ledger', 'unknown-to-provider', 'amount'] as const;

const others = [
  'charge-fee',
  'dispute-fee',
  'transfer-account',
  'operator-payout-too-much',
  'bank-payout-missing-here',
  'bank-payout-unknown-to-provider',
  'bank-payout-amount',
  'bank-payout-state',
  'movement-unknown',
  'posting-unknown',
  'balance',
] as const;

export type DifferenceKind = `${Path}-${(typeof troubles)[number]}` | (typeof others)[number];

/** Every kind of difference there is. */
export const differenceKinds: readonly DifferenceKind[] = [
  ...paths.flatMap((path) => troubles.map((trouble) => `${path}-${trouble}` as const)),
  ...others,
];

/** What one side says: the id that it has there, and its sum or its state. */
export type Side = { readonly id: string; readonly amount?: Money; readonly state?: string };

export type Difference = {
  readonly kind: DifferenceKind;
  readonly provider?: Side | undefined;
  readonly ours?: Side | undefined;
};

/** Whether it may be gone when what is under way has arrived: one side has not heard of it yet, or not of its last turn. */
export const mayArrive = ({ kind }: Difference): boolean =>
  /-missing-in-ledger$|-unknown-to-provider$|-state$|^dispute-/.test(kind);

/** A difference in one line, with both sides' ids and sums. */
export const sayDifference = ({ kind, provider, ours }: Difference): string =>
  `${kind}: ${saySide(provider)} at the provider, ${saySide(ours)} here`;

const saySide = (side: Side | undefined): string => {
  if (!side) return 'nothing';
  const { id, amount, state } = side;
  return [id, amount && `${formatDecimal(amount)} ${amount.currency}`, state].filter(Boolean).join(' ');
};
