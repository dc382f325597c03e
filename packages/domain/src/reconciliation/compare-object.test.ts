import { expect, it } from 'vitest';
import { money } from '../money.ts';
import type { Movement, MovementKind } from '../ports.ts';
import { compareObject } from './compare-object.ts';
import { sayDifference } from './difference.ts';
import type { KnownObject } from './known-object.ts';
import { type ProviderObject, withLine } from './provider-object.ts';
import { isInFlight } from './tally.ts';

const at = new Date('2026-11-15T12:00:00Z');
const euros = (amount: bigint) => money(amount * 1_000_000n, 'EUR');

const line = (kind: MovementKind, gross: bigint, fee = 0n, more: Partial<Movement> = {}): Movement => ({
  id: 'txn_1',
  kind,
  objectId: 'object_1',
  gross: euros(gross),
  fee: euros(fee),
  net: euros(gross - fee),
  at,
  said: 'reserve_hold',
  ...more,
});

const objectOf = (...lines: readonly Movement[]): ProviderObject => {
  const [first, ...others] = lines;
  if (!first) throw new Error('there is no line');
  return others.reduce((object, next) => withLine(object, next), withLine(undefined, first));
};

const known = (more: Partial<KnownObject>): KnownObject => ({
  name: 'ours:1',
  objectId: 'object_1',
  reference: null,
  amountMicros: null,
  feeMicros: null,
  accountId: null,
  underWay: false,
  at,
  sent: undefined,
  back: undefined,
  positions: [],
  ...more,
});

const said = (object: ProviderObject, ours?: KnownObject) => compareObject(object, ours).map(sayDifference);

it('finds nothing where both sides say the same', () => {
  const charge = known({ amountMicros: 10_000_000n, sent: euros(9n) });
  expect(said(objectOf(line('charge', 10n, 1n)), charge)).toEqual([]);
  const transfer = objectOf(line('reversal', 5n), line('transfer', -5n, 0n, { accountId: 'acct_1' }));
  expect(said(transfer, known({ accountId: 'acct_1', sent: euros(-5n), back: euros(5n) }))).toEqual([]);
  const dispute = objectOf(line('dispute', -10n, 2n), line('dispute-returned', 10n));
  // What was won before it was ever taken is one posting, of the fee.
  expect(said(dispute, known({ feeMicros: 2_000_000n, sent: euros(-2n) }))).toEqual([]);
});

it('does not mind what went and came back without the other side', () => {
  expect(said(objectOf(line('operator-payout', -5n), line('operator-payout-returned', 5n)))).toEqual([]);
  expect(said(objectOf(line('refund', -5n), line('refund-returned', 5n)), known({}))).toEqual([]);
});

it('names where a transfer went if it went to another account', () => {
  const transfer = objectOf(line('transfer', -5n, 0n, { accountId: 'acct_1' }));
  expect(said(transfer, known({ accountId: 'acct_2', sent: euros(-5n) }))).toEqual([
    'transfer-account: object_1 to acct_1 at the provider, ours:1 to acct_2 here',
  ]);
});

it('names each way on its own', () => {
  const refund = objectOf(line('refund', -5n));
  expect(said(refund, known({ sent: euros(-5n), back: euros(5n) }))).toEqual([
    'refund-returned-unknown-to-provider: nothing at the provider, ours:1 5.00 EUR here',
  ]);
  const transfer = objectOf(line('transfer', -5n), line('reversal', 5n));
  expect(said(transfer, known({ sent: euros(-4n) }))).toEqual([
    'transfer-amount: object_1 -5.00 EUR at the provider, ours:1 -4.00 EUR here',
    'reversal-missing-in-ledger: object_1 5.00 EUR at the provider, ours:1 not posted here',
  ]);
});

it('names what an instance never does by the provider’s word, at once', () => {
  const differences = compareObject(objectOf(line('unknown', -5n)), undefined);
  expect(differences.map(sayDifference)).toEqual([
    'movement-unknown: object_1 -5.00 EUR reserve_hold at the provider, nothing here',
  ]);
  const patience = { newHours: 24, underWayHours: 24 };
  for (const difference of differences)
    expect(isInFlight({ difference, at, underWay: true }, patience, at)).toBe(false);
});
