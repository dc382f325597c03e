import { refuseFlattrs } from '@flattr/domain/claims/refuse-flattrs';
import { standClaims } from '@flattr/domain/claims/stand-claims';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import { mostFlattred } from '@flattr/domain/discovery/most-flattred';
import { returnEscrows } from '@flattr/domain/escrow/return-escrows';
import type { ThingId } from '@flattr/domain/ids';
import { wallet } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth } from '@flattr/domain/month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { fireStandingFlattrs } from '@flattr/domain/standing-flattrs/fire-standing-flattrs';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import type { Person } from '@flattr/test-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClaimedSites, claimedSites } from './claimed-sites.ts';

let world: ClaimedSites;
let ann: Person;
let ben: Person;
let post: ThingId;
let claim: string;

beforeEach(async () => {
  world = await claimedSites();
  ann = await world.joins('ann');
  ben = await world.joins('ben');
  post = await world.finds(world.siteOf('ann.example', '/post'));
  await world.funds(ben, '10.00');
  await world.flattrs(ben, post);
  claim = await world.claims(ann, world.siteOf('ann.example'));
});
afterEach(async () => {
  expect((await selfCheck(world.platform)).flatMap(({ broken }) => broken)).toEqual([]);
  await world.close();
});

const refuse = (refuses: boolean) => refuseFlattrs(world.platform, ann.id, { claimId: claim, refuses });

const proves = async () => {
  await world.proves(claim, 'well-known');
  expect(await world.checks(ann, claim)).toMatchObject({ state: 'WAITING' });
};

/** November is settled, and the claim stands. */
const stands = async () => {
  await world.afterDays(20);
  await turnMonths(world.platform);
  await world.work();
  await standClaims(world.platform);
  await world.work();
  expect(await world.stateOf(claim)).toBe('STANDING');
};

const creatorOf = async () =>
  (await world.platform.db.thing.findUniqueOrThrow({ where: { id: post } })).creatorId;

const held = async () => (await balance(world.platform.pool, wallet(ben.id, 'EUR'))).micros;

describe('the owner of a site who does not take part', () => {
  it('has nothing adopted and all that waits returned with its fee, once the site is theirs, and not before', async () => {
    await proves();
    await refuse(true);
    await world.flattrs(ben, await world.finds(world.siteOf('ann.example', '/another')));
    await stands();
    expect(await creatorOf()).toBeNull();
    const before = await held();
    await returnEscrows(world.platform);
    expect((await held()) - before).toBeGreaterThanOrEqual(9_459_999n);
    expect((await held()) - before).toBeLessThanOrEqual(9_460_000n);
    await expect(world.flattrs(ben, post)).rejects.toMatchObject({ code: 'flattrs-refused' });
    await refuse(false);
    await world.work();
    expect(await creatorOf()).toBe(ann.id);
    await world.flattrs(ben, post);
  });

  it('may say so of a site that is theirs already: nobody flattrs there any more, nor does what stands', async () => {
    const { platform } = world;
    await proves();
    await stands();
    expect(await creatorOf()).toBe(ann.id);
    await startStandingFlattr(platform, ben.id, { thingId: post });
    const december = { month: asMonth('2026-12'), limit: 10 };
    await gatherFlattrs(platform);
    expect(await mostFlattred(platform, december)).toHaveLength(1);
    await refuse(true);
    expect(await mostFlattred(platform, december)).toEqual([]);
    await world.work();
    await world.afterDays(31);
    await fireStandingFlattrs(platform, asMonth('2027-01'));
    const { rowCount } = await platform.pool.query("SELECT FROM flattrs WHERE month = '2027-01'");
    expect(rowCount).toBe(0);
    const found = await world.finds(world.siteOf('ann.example', '/third'));
    await expect(world.flattrs(ben, found)).rejects.toMatchObject({ code: 'flattrs-refused' });
  });

  it('is refused before anything is proven', async () => {
    await expect(refuse(true)).rejects.toMatchObject({ code: 'claim-not-proven' });
    await expect(
      refuseFlattrs(world.platform, ben.id, { claimId: claim, refuses: true }),
    ).rejects.toMatchObject({ code: 'claim-unknown' });
  });
});
