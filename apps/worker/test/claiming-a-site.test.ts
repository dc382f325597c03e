import { proofWays } from '@flattr/domain/claims/proof';
import { standClaims } from '@flattr/domain/claims/stand-claims';
import { startClaim } from '@flattr/domain/claims/start-claim';
import { withdrawClaim } from '@flattr/domain/claims/withdraw-claim';
import { asMonth } from '@flattr/domain/month';
import { cutMonth } from '@flattr/domain/settlement/cut-month';
import { readUnpaidMonths } from '@flattr/domain/settlement/month-row';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { sweep } from '@flattr/domain/sweep';
import { registerThings } from '@flattr/domain/things/register-things';
import { recordEvidence } from '@flattr/evidence';
import type { Person } from '@flattr/test-world';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClaimedSites, claimedSites } from './claimed-sites.ts';

let world: ClaimedSites;
let ann: Person;
let ben: Person;
let tried = 0;
let failed = 0;

beforeEach(async () => {
  world = await claimedSites();
  ann = await world.joins('ann');
  ben = await world.joins('ben');
});
afterEach(() => world.close());
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

/** A claim of somebody to a site, proven; it waits. */
const proven = async (person: Person, site: string, way: (typeof proofWays)[number] = 'well-known') => {
  const claim = await world.claims(person, site);
  await world.proves(claim, way);
  await world.checks(person, claim);
  return claim;
};

const creatorOf = async (url: string) =>
  (await world.platform.db.thing.findUniqueOrThrow({ where: { url } })).creatorId;

describe('nobody takes a site that is not theirs (S-17)', () => {
  it('takes a proof by each of its ways, for its own claim alone', async () => {
    for (const way of proofWays) {
      const site = world.siteOf('ann.example', `/${way}/`);
      const claim = await world.claims(ann, site);
      const foreign = await world.claims(ben, site);
      check((await world.checks(ann, claim)).state, 'OPEN', way);
      await world.proves(claim, way);
      const { state, found } = await world.checks(ann, claim);
      check({ state, found }, { state: 'WAITING', found: [way] });
      check((await world.checks(ben, foreign)).state, 'OPEN', `${way} of another`);
      world.pages.clear();
      world.zone.clear();
      world.programs.clear();
    }
  });

  it('gives each user and site a nonce of its own, and another one after a withdrawal', async () => {
    const nonces = new Set<string>();
    const nonceOf = async (id: string) =>
      nonces.add((await world.platform.db.claim.findUniqueOrThrow({ where: { id } })).nonce);
    for (const person of [ann, ben])
      for (const host of ['ann.example', 'ben.example'])
        await nonceOf(await world.claims(person, world.siteOf(host)));
    const again = await world.claims(ann, world.siteOf('ann.example'));
    await nonceOf(again);
    check(nonces.size, 4);
    await withdrawClaim(world.platform, ann.id, again);
    await nonceOf(await world.claims(ann, world.siteOf('ann.example')));
    check(nonces.size, 5);
  });

  it('finds no proof that somebody could upload, or that a redirect leads to', async () => {
    const claim = await world.claims(ben, world.siteOf('shared.example'));
    const { nonce } = await world.platform.db.claim.findUniqueOrThrow({ where: { id: claim } });
    await world.proves(claim, 'well-known');
    await world.proves(claim, 'meta');
    const file = world.pages.get('shared.example/.well-known/flattr.json') ?? { body: '' };
    const page = world.pages.get('shared.example/') ?? { body: '' };
    world.pages.clear();
    for (const path of ['uploads/flattr.json', 'flattr.json', 'uploads/.well-known/flattr.json', '~ben/'])
      world.pages.set(`shared.example/${path}`, path === '~ben/' ? page : file);
    check((await world.checks(ben, claim)).state, 'OPEN', 'uploaded');
    for (const place of ['', '.well-known/flattr.json'])
      for (const status of [301, 302, 303, 307, 308]) {
        const location = place ? '/uploads/flattr.json' : '/~ben/';
        world.pages.set(`shared.example/${place}`, { status, location, body: place ? file.body : page.body });
        const { state, outcomes } = await world.checks(ben, claim);
        check([state, outcomes.includes('redirected')], ['OPEN', true], `${status} from /${place}`);
        world.pages.delete(`shared.example/${place}`);
      }
    for (const status of [201, 206, 401, 404, 500]) {
      world.pages.set('shared.example/.well-known/flattr.json', { ...file, status });
      check((await world.checks(ben, claim)).state, 'OPEN', `${status}`);
    }
    world.pages.clear();
    const comment = `<p>flattr-verify=${nonce}</p><p>&lt;meta name="flattr:id" content="flattr-verify=${nonce}"&gt;</p>`;
    world.pages.set('shared.example/', {
      body: `<!doctype html><html><head></head><body>${comment}</body></html>`,
    });
    check((await world.checks(ben, claim)).state, 'OPEN', 'written in a comment');
    world.pages.set('shared.example/', { type: 'text/plain', body: page.body });
    check((await world.checks(ben, claim)).state, 'OPEN', 'shown as text');
  });

  it('lets a folder of a shared host prove itself and nothing above it', async () => {
    const folder = await world.claims(ben, world.siteOf('shared.example', '/~ben'));
    const whole = await world.claims(ben, world.siteOf('shared.example'));
    await world.proves(folder, 'well-known');
    check((await world.checks(ben, folder)).state, 'WAITING');
    check((await world.checks(ben, whole)).state, 'OPEN');
    const neighbour = await world.claims(ann, world.siteOf('shared.example', '/~bens/'));
    await world.proves(neighbour, 'well-known');
    check((await world.checks(ann, neighbour)).state, 'WAITING', 'no rival of the folder beside it');
    check(await world.stateOf(folder), 'WAITING');
  });

  it('waits 14 days by the platform’s clock, and looks again before it stands', async () => {
    const site = world.siteOf('ann.example');
    const claim = await proven(ann, site);
    await world.afterDays(13);
    await standClaims(world.platform);
    check(await world.stateOf(claim), 'WAITING');
    world.pages.clear();
    await world.afterDays(1);
    await standClaims(world.platform);
    check(await world.stateOf(claim), 'WAITING', 'the proof is gone at the end');
    await world.proves(claim, 'meta');
    check((await world.checks(ann, claim)).state, 'STANDING');
    await world.work();
    check(await world.platform.db.site.count({ where: { ownerId: ann.id, url: site, endedAt: null } }), 1);
    const mails = (await world.mailbox.list()).filter(({ to }) => to.startsWith('ann@'));
    check(
      mails.map(({ subject }) => subject),
      [`${site} is yours on Flattr`],
    );
  });

  it('is woken by the sweep when a claim’s time has come', async () => {
    const rung: string[] = [];
    const queue = {
      ...world.platform.queue,
      nudge: async ({ name }: { name: string }) => void rung.push(name),
    };
    await proven(ann, world.siteOf('ann.example'));
    await sweep({ ...world.platform, queue });
    check(rung.includes('stand-claims'), false);
    await world.afterDays(14);
    await sweep({ ...world.platform, queue });
    check(rung.includes('stand-claims'), true);
  });

  it('freezes two rivals, also a site and its folder, until one gives up or loses the proof', async () => {
    const site = world.siteOf('shared.example');
    const first = await proven(ann, site);
    await world.afterDays(14);
    await standClaims(world.platform);
    check(await world.stateOf(first), 'STANDING');
    const rival = await proven(ben, world.siteOf('shared.example', '/~ben/'));
    check([await world.stateOf(first), await world.stateOf(rival)], ['FROZEN', 'FROZEN']);
    await world.afterDays(30);
    await standClaims(world.platform);
    check(
      [await world.stateOf(first), await world.stateOf(rival)],
      ['FROZEN', 'FROZEN'],
      'time heals nothing',
    );
    await withdrawClaim(world.platform, ben.id, rival);
    check(await world.stateOf(first), 'STANDING');
    const again = await proven(ben, site, 'dns');
    check([await world.stateOf(first), await world.stateOf(again)], ['FROZEN', 'FROZEN']);
    world.zone.clear();
    await world.afterDays(1);
    await standClaims(world.platform);
    await world.afterDays(7);
    await standClaims(world.platform);
    check([await world.stateOf(first), await world.stateOf(again)], ['STANDING', 'OPEN']);
  });

  it('suspends a lapsed domain after two looks in a week, tells its owner, and lets the next one have it', async () => {
    const site = world.siteOf('lapsed.example');
    const lapsed = await proven(ann, site);
    await world.afterDays(14);
    await standClaims(world.platform);
    await world.work();
    world.pages.clear();
    await world.afterDays(30);
    await standClaims(world.platform);
    check(await world.stateOf(lapsed), 'STANDING', 'one look is none');
    const next = await proven(ben, site, 'meta');
    check(await world.stateOf(next), 'FROZEN');
    await world.work();
    await world.afterDays(7);
    await standClaims(world.platform);
    check([await world.stateOf(lapsed), await world.stateOf(next)], ['SUSPENDED', 'WAITING']);
    await world.work();
    const subjects = (await world.mailbox.list()).filter(({ to }) => to.startsWith('ann@'));
    check(subjects.length, 3, 'standing, frozen and suspended');
    check(subjects[0]?.subject, `We no longer find your proof on ${site}`);
    await world.afterDays(14);
    await standClaims(world.platform);
    check([await world.stateOf(lapsed), await world.stateOf(next)], ['SUSPENDED', 'STANDING']);
    const owners = await world.platform.db.site.findMany({ where: { url: site, endedAt: null } });
    check(
      owners.map(({ ownerId }) => ownerId),
      [ben.id],
    );
  });

  it('gives the owner what is registered on the site, by whomever, and leaves to others what was theirs', async () => {
    await openMonth(world.platform, asMonth('2026-11'));
    const site = world.siteOf('ann.example');
    // Of a claim that he has withdrawn since.
    await world.owner.query(
      "INSERT INTO things (id, url, title, kind, creator_id) VALUES (gen_random_uuid(), $1, 'b', 'OTHER', $2)",
      [`${site}before`, ben.id],
    );
    await registerThings(world.platform, ben.id, [{ url: `${site}registered`, title: 'mine?' }]);
    check(await creatorOf(`${site}registered`), null);
    await world.owner.query(
      `INSERT INTO things (id, url, title, kind)
       SELECT gen_random_uuid(), $1 || 'waits-' || n, 'waits', 'OTHER' FROM generate_series(1, 2500) n`,
      [site],
    );
    const outside = `${site.slice(0, -1)}0/waits`;
    await world.owner.query(
      "INSERT INTO things (id, url, title, kind) VALUES (gen_random_uuid(), $1, 'a', 'OTHER')",
      [outside],
    );
    await proven(ann, site);
    await world.afterDays(16);
    await standClaims(world.platform);
    const november = asMonth('2026-11');
    const [open] = await readUnpaidMonths(world.platform.pool);
    if (!open) throw new Error('no month was opened');
    check([open.month, await cutMonth(world.platform, open)], [november, true]);
    await world.work();
    await settleMonth(world.platform, november);
    check(await world.platform.db.thing.count({ where: { creatorId: ann.id } }), 2501);
    check(await creatorOf(`${site}before`), ben.id);
    const left = await world.owner.query('SELECT url FROM things WHERE creator_id IS NULL');
    check(left.rows, [{ url: outside }]);
    const [made] = await registerThings(world.platform, ben.id, [{ url: `${site}after`, title: 'after' }]);
    check(made && 'created' in made && made.created, true);
    check(await creatorOf(`${site}after`), ann.id);
    const [again] = await registerThings(world.platform, ben.id, [{ url: `${site}after`, title: 'mine!' }]);
    check(again && 'refusal' in again && again.refusal.code, 'registered-by-another');
  });

  it('keeps a claim from whoever is not its user, and the looks few', async () => {
    const claim = await world.claims(ann, world.siteOf('ann.example'));
    await expect(world.checks(ben, claim)).rejects.toMatchObject({ code: 'claim-unknown' });
    await expect(withdrawClaim(world.platform, ben.id, claim)).rejects.toMatchObject({
      code: 'claim-unknown',
    });
    await withdrawClaim(world.platform, ann.id, claim);
    await expect(world.checks(ann, claim)).rejects.toMatchObject({ code: 'claim-withdrawn' });
    for (let n = 0; n < 50; n++) await world.claims(ann, world.siteOf('ann.example', `/${n}/`));
    await expect(startClaim(world.platform, ann.id, 'https://more.example/')).rejects.toMatchObject({
      code: 'too-many-claims',
    });
    check(await world.platform.db.claim.count({ where: { state: { not: 'WITHDRAWN' } } }), 50);
  });
});
