import { add, type Money, money } from '../money.ts';
import type { Movement, MovementKind } from '../ports.ts';

/** What a line is about; a way back belongs to what went. */
export type Thing =
  | 'charge'
  | 'refund'
  | 'dispute'
  | 'transfer'
  | 'operator-payout'
  | 'deposit'
  | 'cost'
  | 'unknown';

/** What the provider's lines of one object add up to: on its way, and on its way back. */
export type ProviderObject = {
  readonly thing: Thing;
  readonly objectId: string;
  readonly reference: string | undefined;
  readonly accountId: string | undefined;
  readonly said: string;
  readonly gross: Money;
  readonly fee: Money;
  /** Absent where no line of that way is there. */
  readonly sent: Money | undefined;
  readonly back: Money | undefined;
  readonly at: Date;
};

const turns: Readonly<Record<MovementKind, readonly [Thing, 'sent' | 'back']>> = {
  charge: ['charge', 'sent'],
  refund: ['refund', 'sent'],
  'refund-returned': ['refund', 'back'],
  dispute: ['dispute', 'sent'],
  'dispute-returned': ['dispute', 'back'],
  transfer: ['transfer', 'sent'],
  reversal: ['transfer', 'back'],
  'operator-payout': ['operator-payout', 'sent'],
  'operator-payout-returned': ['operator-payout', 'back'],
  deposit: ['deposit', 'sent'],
  'deposit-returned': ['deposit', 'back'],
  cost: ['cost', 'sent'],
  unknown: ['unknown', 'sent'],
};

export const thingOf = ({ kind }: Movement): Thing => turns[kind][0];

/** The object with one more of its lines. */
export const withLine = (object: ProviderObject | undefined, line: Movement): ProviderObject => {
  const [thing, turn] = turns[line.kind];
  const { objectId, gross, fee, net, at, said } = line;
  const sums = { gross: sum(object?.gross, gross), fee: sum(object?.fee, fee) };
  return {
    thing,
    objectId,
    reference: line.reference ?? object?.reference,
    accountId: line.accountId ?? object?.accountId,
    said: object?.said ?? said,
    ...sums,
    sent: turn === 'sent' ? sum(object?.sent, net) : object?.sent,
    back: turn === 'back' ? sum(object?.back, net) : object?.back,
    at: object && object.at > at ? object.at : at,
  };
};

const sum = (before: Money | undefined, more: Money): Money => (before ? add(before, more) : more);

/** What all lines of an object changed. */
export const totalOf = ({ sent, back, gross: { currency } }: ProviderObject): Money =>
  money((sent?.micros ?? 0n) + (back?.micros ?? 0n), currency);
