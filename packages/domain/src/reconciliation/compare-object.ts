import type { Money } from '../money.ts';
import type { Difference, DifferenceKind, Path } from './difference.ts';
import { type KnownObject, postedTotal } from './known-object.ts';
import { type ProviderObject, totalOf } from './provider-object.ts';

/** What one object's two sides do not agree on; what went and came back without the other side is no difference. */
export const compareObject = (
  object: ProviderObject,
  known: KnownObject | undefined,
): readonly Difference[] => {
  const { thing } = object;
  if (thing === 'unknown')
    return [
      {
        kind: 'movement-unknown',
        provider: { id: object.objectId, amount: totalOf(object), state: object.said },
      },
    ];
  const takenByProvider = known !== undefined && known.feeMicros !== null;
  if (thing === 'dispute' || (thing === 'refund' && takenByProvider))
    return compareTaken(object, known, thing);
  const total = known && postedTotal(known);
  if ((total?.micros ?? 0n) === 0n && totalOf(object).micros === 0n && (!known?.sent || !object.sent))
    return [];
  if (thing === 'charge') return compareCharge(object, known);
  const sent = compareTurn(object, known, 'sent', thing);
  const elsewhere = thing === 'transfer' && known && known.accountId !== object.accountId;
  if (sent.length === 0 && elsewhere)
    return [
      {
        kind: 'transfer-account',
        provider: { id: object.objectId, state: `to ${object.accountId}` },
        ours: { id: known.name, state: `to ${known.accountId}` },
      },
    ];
  const wayBack = wayBackOf[thing];
  return wayBack ? [...sent, ...compareTurn(object, known, 'back', wayBack)] : sent;
};

const wayBackOf = {
  charge: undefined,
  refund: 'refund-returned',
  transfer: 'reversal',
  'operator-payout': 'operator-payout-returned',
  deposit: 'deposit-returned',
  cost: undefined,
} as const;

const same = (one: Money | undefined, other: Money | undefined): boolean =>
  one?.micros === other?.micros && one?.currency === other?.currency;

const differ = (
  kind: DifferenceKind,
  object: ProviderObject,
  known: KnownObject | undefined,
  [theirs, ours]: readonly [Money | undefined, Money | undefined],
): Difference => ({
  kind,
  provider: theirs && { id: object.objectId, amount: theirs },
  ours: known && { id: known.name, ...(ours ? { amount: ours } : { state: 'not posted' }) },
});

const troubleOf = (theirs: Money | undefined, ours: Money | undefined) => {
  if (!ours) return 'missing-in-ledger';
  return theirs ? 'amount' : 'unknown-to-provider';
};

const compareTurn = (
  object: ProviderObject,
  known: KnownObject | undefined,
  turn: 'sent' | 'back',
  path: Path,
): readonly Difference[] => {
  const sides = [object[turn], known?.[turn]] as const;
  if (same(...sides)) return [];
  return [differ(`${path}-${troubleOf(...sides)}`, object, known, sides)];
};

/** The sum that was paid is one matter, what the provider kept of it another. */
const compareCharge = (object: ProviderObject, known: KnownObject | undefined): readonly Difference[] => {
  const { gross, sent } = object;
  if (!known?.sent) return [differ('charge-missing-in-ledger', object, known, [sent, undefined])];
  const asked = known.amountMicros === null ? undefined : { ...known.sent, micros: known.amountMicros };
  if (!same(gross, asked)) return [differ('charge-amount', object, known, [gross, asked])];
  return same(sent, known.sent) ? [] : [differ('charge-fee', object, known, [sent, known.sent])];
};

/** What the provider took by itself counts in sum: one posting may stand for a taking and its return. */
const compareTaken = (
  object: ProviderObject,
  known: KnownObject | undefined,
  path: 'dispute' | 'refund',
): readonly Difference[] => {
  const theirs = totalOf(object);
  const ours = known && postedTotal(known);
  if (!ours) {
    if (theirs.micros === 0n) return [];
    return [differ(`${path}-missing-in-ledger`, object, known, [theirs, undefined])];
  }
  const feeIsOff = known.feeMicros !== null && known.feeMicros !== object.fee.micros;
  if (feeIsOff) {
    const fee = { ...object.fee, micros: known.feeMicros };
    return [differ('dispute-fee', object, known, [object.fee, fee])];
  }
  return same(theirs, ours) ? [] : [differ(`${path}-amount`, object, known, [theirs, ours])];
};
