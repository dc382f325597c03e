import { describe, expect, it } from 'vitest';
import type { ClaimId, UserId } from '../ids.ts';
import { afterLook, decideStates, type LiveClaim } from './claim-states.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

const claim = (userId: string, more: Partial<LiveClaim> = {}): LiveClaim => ({
  id: userId as ClaimId,
  userId: userId as UserId,
  site: 'https://a.example/',
  state: 'OPEN',
  provenAt: null,
  waitingSince: null,
  stoodAt: null,
  checkedAt: null,
  seenAt: null,
  missingSince: null,
  nextCheckAt: null,
  ...more,
});

/** Looks at one claim among others on a day, and tells how all stand. */
const look = (claims: readonly LiveClaim[], who: string, found: boolean, now: Date) =>
  decideStates(
    claims.map((one) => (one.id === who ? afterLook(one, found, now) : one)),
    now,
  );

const states = (claims: readonly LiveClaim[]) => claims.map(({ state }) => state).join(' ');

describe('how claims stand', () => {
  it('waits 14 days from the proof, and stands if it is there at their end', () => {
    let claims = look([claim('ann')], 'ann', true, day(1));
    expect(claims[0]).toMatchObject({ state: 'WAITING', nextCheckAt: day(15) });
    claims = look(claims, 'ann', true, day(14));
    expect(states(claims)).toBe('WAITING');
    claims = look(claims, 'ann', true, day(15));
    expect(claims[0]).toMatchObject({ state: 'STANDING', stoodAt: day(15), nextCheckAt: day(45) });
  });

  it('does not stand on a proof that is missing at the end', () => {
    let claims = look([claim('ann')], 'ann', true, day(1));
    claims = look(claims, 'ann', false, day(15));
    expect(claims[0]).toMatchObject({ state: 'WAITING', missingSince: day(15), nextCheckAt: day(22) });
    expect(states(look(claims, 'ann', true, day(16)))).toBe('STANDING');
    expect(states(look(claims, 'ann', false, day(22)))).toBe('OPEN');
  });

  it('is frozen with its rival, and begins to wait again when the other is gone', () => {
    let claims = look([claim('ann'), claim('ben', { site: 'https://a.example/b/' })], 'ann', true, day(1));
    claims = look(claims, 'ben', true, day(10));
    expect(states(claims)).toBe('FROZEN FROZEN');
    claims = look(claims, 'ben', false, day(11));
    expect(states(claims)).toBe('FROZEN FROZEN');
    claims = look(claims, 'ben', false, day(18));
    expect(states(claims)).toBe('WAITING OPEN');
    expect(claims[0]).toMatchObject({ waitingSince: day(18) });
    expect(states(look(claims, 'ann', true, day(20)))).toBe('WAITING OPEN');
    expect(states(look(claims, 'ann', true, day(32)))).toBe('STANDING OPEN');
  });

  it('freezes a site that stands, which stands again at once', () => {
    const standing = { state: 'STANDING', stoodAt: day(1), provenAt: day(1), seenAt: day(1) } as const;
    let claims = look([claim('ann', standing), claim('ben')], 'ben', true, day(20));
    expect(states(claims)).toBe('FROZEN FROZEN');
    expect(claims[0]).toMatchObject({ nextCheckAt: day(21) });
    claims = decideStates(claims.slice(0, 1), day(21));
    expect(states(claims)).toBe('STANDING');
  });

  it('suspends a site whose proof is missing at two looks a week apart, until it is back', () => {
    const standing = { state: 'STANDING', stoodAt: day(1), provenAt: day(1), seenAt: day(1) } as const;
    let claims = look([claim('ann', standing)], 'ann', false, day(31));
    expect(claims[0]).toMatchObject({ state: 'STANDING', nextCheckAt: day(38) });
    claims = look(claims, 'ann', false, day(32));
    expect(states(claims)).toBe('STANDING');
    claims = look(claims, 'ann', false, day(38));
    expect(claims[0]).toMatchObject({ state: 'SUSPENDED', nextCheckAt: day(68) });
    expect(states(look(claims, 'ann', true, day(40)))).toBe('STANDING');
  });

  it('takes two claims of one person for no rivals', () => {
    const folder = claim('ann', { id: 'folder' as ClaimId, site: 'https://a.example/b/' });
    const claims = look(look([claim('ann'), folder], 'ann', true, day(1)), 'folder', true, day(1));
    expect(states(claims)).toBe('WAITING WAITING');
  });
});
