import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idKey, type ThingId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import { viewOf } from './id-bytes.ts';
import { tieBreaker } from './tie-breaker.ts';

const december = asMonth('2026-12');
const tag = Buffer.from('773c6134bf9eedb8db16c94b9f7ee2377373afd290f8b36a58779d4d92a84369', 'hex');
const thing = (number: number) => idKey(`01930000-0000-7000-8000-00000000000${number}` as ThingId);
const beneficiary = (number: number) => idKey(`01930000-0000-7000-8000-00000000440${number}` as UserId);

const begins = (rank: string) => rank.slice(0, 8);

it('ranks things and beneficiaries as published', () => {
  const ties = tieBreaker(december, tag);
  expect([1, 2, 3, 4].map((number) => begins(ties.ofThing(thing(number))))).toEqual([
    'baf83672',
    '9a9b0a7e',
    '0a51e19c',
    'b0ad0df4',
  ]);
  const ofThing = (of: number) =>
    [1, 2, 3, 4].map((number) => begins(ties.ofBeneficiary(thing(of), beneficiary(number))));
  expect(ofThing(1)).toEqual(['b0646693', '882d8857', '17e33b0a', 'b868df3e']);
  expect(ofThing(3)).toEqual(['558cf63d', 'c6cd2c7c', '5bb61566', '1e02d0bb']);
});

it('hashes month, tag and ids one after the other, whatever was ranked before', () => {
  const anyBytes = (length: number) =>
    fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(
      anyBytes(32),
      fc.array(fc.tuple(anyBytes(16), anyBytes(16)), { minLength: 1, maxLength: 5 }),
      (supporterTag, pairs) => {
        const ties = tieBreaker(december, supporterTag);
        const head = Buffer.concat([Buffer.from('2026-12'), supporterTag]);
        const hashed = (...ids: Buffer[]) =>
          createHash('sha256')
            .update(Buffer.concat([head, ...ids]))
            .digest('hex');
        for (const [one, other] of pairs) {
          const [key, its] = [one, other].map((bytes) => idKey(bytes.toString('hex') as ThingId));
          if (!key || !its) continue;
          expect(ties.ofBeneficiary(key, its)).toBe(hashed(one, other));
          expect(ties.ofThing(key)).toBe(hashed(one));
          expect(ties.ofThingAt(viewOf(Buffer.concat([one, other])), 16)).toBe(hashed(other));
        }
      },
    ),
  );
});
