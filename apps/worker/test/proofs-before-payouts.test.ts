import { standClaims } from '@flattr/domain/claims/stand-claims';
import { withdrawClaim } from '@flattr/domain/claims/withdraw-claim';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { settleLeaving } from '@flattr/domain/leaving/settle-leaving';
import { readEarningsBalances } from '@flattr/domain/payouts/read-earnings-balances';
import { requestPayout } from '@flattr/domain/payouts/request-payout';
import { sweep } from '@flattr/domain/sweep';
import { moveThing } from '@flattr/domain/things/move-thing';
import { recordEvidence } from '@flattr/evidence';
import type { Person } from '@flattr/test-world';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EarningSites, openEarningSites } from './earning-sites.ts';

let world: EarningSites;
let ann: Person;
let ben: Person;
let tried = 0;
let failed = 0;

beforeEach(async () => {
  world = await openEarningSites();
  ann = await world.joins('ann');
  ben = await world.joins('ben');
  await world.setsUpPayouts(ann);
});
afterEach(async () => {
  check(await world.broken(), []);
  await world.close();
});
afterAll(() => recordEvidence({ id: 'S-17', tried, failed }));

const check = (actual: unknown, expected: unknown, what?: string) => {
  tried += 1;
  try {
    expect(actual, what).toEqual(expected);
  } catch (error) {
    failed += 1;
    throw error;
  }
};

/** What is free, what is held for proofs, and of which sites. */
const balance = async (person: Person) => {
  const [euro] = await readEarningsBalances(world.platform, person.id);
  return euro && [euro.available.micros, euro.heldForProof.micros, euro.sitesWithoutProof];
};

describe('the proofs of sites are looked at again before what they earned is paid (S-17)', () => {
  it('pays exactly the other site’s money while one has no proof, and the rest by itself once it is back', async () => {
    const { good, bad, goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    // After the month's look, which comes again after the payout only.
    await world.livesUntil('2026-12-20');
    check(await world.stateOf(bad), 'STANDING');
    world.pages.delete('shared.example/~ann/.well-known/flattr.json');
    await world.livesUntil('2027-01-09');
    check([await world.stateOf(good), await world.stateOf(bad)], ['STANDING', 'SUSPENDED']);
    check(await world.paidTo(ann), [goodMicros - (goodMicros % 10_000n)]);
    const crumbs = goodMicros % 10_000n;
    check(await balance(ann), [crumbs, badMicros, [world.siteOf('shared.example', '/~ann/')]]);
    await expect(requestPayout(world.platform, ann.id, 'EUR')).rejects.toMatchObject({
      code: 'below-minimum',
    });
    await world.proves(bad, 'well-known');
    await world.livesUntil('2027-02-09');
    check(await world.stateOf(bad), 'STANDING');
    const rest = crumbs + badMicros;
    check(await world.paidTo(ann), [goodMicros - crumbs, rest - (rest % 10_000n)]);
  });

  it('keeps what a lapsed domain earned from whoever takes it, and from who lost it, withdrawn or not', async () => {
    const { bad, goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    const site = world.siteOf('shared.example', '/~ann/');
    world.pages.clear();
    const rival = await world.claims(ben, site);
    await world.setsUpPayouts(ben);
    await world.livesUntil('2026-12-20');
    await world.proves(rival, 'meta');
    await world.checks(ben, rival);
    await world.livesUntil('2027-01-09');
    check([await world.stateOf(bad), await world.stateOf(rival)], ['SUSPENDED', 'STANDING']);
    check(await world.paidTo(ben), []);
    check(await world.paidTo(ann), [], 'her other proof is gone, too');
    await withdrawClaim(world.platform, ann.id, bad);
    check((await balance(ann))?.slice(0, 2), [0n, goodMicros + badMicros]);
  });

  it('pays what was earned while a claim stood that was withdrawn while it was proven', async () => {
    const { bad, goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    await withdrawClaim(world.platform, ann.id, bad);
    world.pages.delete('shared.example/~ann/.well-known/flattr.json');
    await world.livesUntil('2027-01-09');
    const all = goodMicros + badMicros;
    check(await world.paidTo(ann), [all - (all % 10_000n)]);
  });

  it('holds what a thing earned although it has moved to a site that is proven', async () => {
    const { bad, goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    const from = { url: `${world.siteOf('shared.example', '/~ann/')}post/1` };
    const to = `${world.siteOf('ann.example')}post/2`;
    check((await moveThing(world.platform, ann.id, { from, to })).moved, true);
    world.pages.delete('shared.example/~ann/.well-known/flattr.json');
    await world.livesUntil('2027-01-09');
    check(await world.stateOf(bad), 'SUSPENDED');
    check(await world.paidTo(ann), [goodMicros - (goodMicros % 10_000n)]);
    check((await balance(ann))?.slice(1), [badMicros, [world.siteOf('shared.example', '/~ann/')]]);
  });

  it('holds what waited for a site’s owner, too, and nothing in a site of theirs that is proven', async () => {
    const site = world.siteOf('lapsed.example');
    await world.moveClockTo('2026-11-02T12:00:00Z');
    await world.paysOut();
    const waits = await world.finds(`${site}found`);
    const fan = await world.joins('early');
    await world.funds(fan, '30.00');
    await world.flattrs(fan, waits);
    const { badMicros, goodMicros } = await world.earnsOnTwoSites(ann);
    const lapsing = await world.claims(ann, site);
    await world.proves(lapsing, 'well-known');
    await world.checks(ann, lapsing);
    // A folder of a site that is proven needs no proof of its own.
    const folder = await world.claims(ann, world.siteOf('ann.example', '/post/'));
    await world.proves(folder, 'well-known');
    await world.checks(ann, folder);
    await world.livesUntil('2026-12-18');
    check([await world.stateOf(lapsing), await world.stateOf(folder)], ['STANDING', 'STANDING']);
    const { rows } = await world.platform.pool.query<{ micros: string }>(
      'SELECT amount_micros AS micros FROM escrows WHERE thing_id = $1 AND released_to = $2',
      [waits, ann.id],
    );
    const waited = BigInt(rows[0]?.micros ?? 0);
    check(waited > 0n, true);
    world.pages.delete('lapsed.example/.well-known/flattr.json');
    world.pages.delete('ann.example/post/.well-known/flattr.json');
    await world.livesUntil('2027-01-09');
    check([await world.stateOf(lapsing), await world.stateOf(folder)], ['SUSPENDED', 'SUSPENDED']);
    const proven = goodMicros + badMicros;
    check(await world.paidTo(ann), [proven - (proven % 10_000n)]);
    check(await balance(ann), [proven % 10_000n, waited, [site]]);
  });

  it('looks by itself at an on-demand payout, and finds what is back', async () => {
    const { bad, goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    world.pages.delete('shared.example/~ann/.well-known/flattr.json');
    await world.livesUntil('2027-01-09');
    await world.proves(bad, 'dns');
    check((await balance(ann))?.[1], badMicros, 'nobody has looked yet');
    await world.moveClockTo('2027-01-20T12:00:00Z');
    await requestPayout(world.platform, ann.id, 'EUR');
    await world.work();
    const rest = (goodMicros % 10_000n) + badMicros;
    check((await world.paidTo(ann)).at(-1), rest - (rest % 10_000n));
  });

  it('does not pay it to who leaves without the proof, and keeps it as an orphan after 90 days', async () => {
    const { goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    world.pages.delete('shared.example/~ann/.well-known/flattr.json');
    await world.livesUntil('2027-01-09');
    await leaveFlattr(world.platform, ann.id, { handle: ann.handle });
    const orphans = async () => {
      await settleLeaving(world.platform, ann.id);
      const { rows } = await world.owner.query('SELECT sum(amount_micros)::text AS micros FROM orphans');
      return rows;
    };
    check(await orphans(), [{ micros: null }]);
    await world.moveClockTo('2027-04-20T12:00:00Z');
    check(await orphans(), [{ micros: `${badMicros + (goodMicros % 10_000n)}` }]);
    check(await world.paidTo(ann), [goodMicros - (goodMicros % 10_000n)]);
  });

  it('looks in the days before a payout, and at the payout itself where nobody did; what cannot be looked at is held', async () => {
    const { bad, goodMicros, badMicros } = await world.earnsOnTwoSites(ann);
    await world.livesUntil('2026-12-26');
    const looked = async () =>
      (await world.platform.db.claim.findUniqueOrThrow({ where: { id: bad } })).checkedAt?.getTime() ?? 0;
    const before = await looked();
    await world.moveClockTo('2026-12-28T12:00:00Z');
    await sweep(world.platform);
    await standClaims(world.platform);
    check(await looked(), before, 'the month’s end is not near');
    await world.moveClockTo('2026-12-30T12:00:00Z');
    await sweep(world.platform);
    await standClaims(world.platform);
    check((await looked()) > before, true);
    // Nobody looks until the payout, and then the site's own look breaks.
    await world.owner.query(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
       CREATE TRIGGER fail BEFORE UPDATE OF checked_at ON claims FOR EACH ROW WHEN (NEW.id = '${bad}') EXECUTE FUNCTION fail()`,
    );
    await world.moveClockTo('2027-01-01T12:00:00Z');
    await world.paysOut();
    check(await world.paidTo(ann), []);
    await world.moveClockTo('2027-01-09T12:00:00Z');
    await world.paysOut();
    const crumbs = goodMicros % 10_000n;
    check(await world.paidTo(ann), [goodMicros - crumbs]);
    check(await balance(ann), [crumbs, badMicros, [world.siteOf('shared.example', '/~ann/')]]);
    await world.owner.query('DROP TRIGGER fail ON claims');
    await world.moveClockTo('2027-01-09T12:11:00Z');
    await standClaims(world.platform);
    check(await balance(ann), [crumbs + badMicros, 0n, []]);
  });
});
