import type { Person } from '@flattr/test-world';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerTo, type ClaimedSites, claimedSites } from './claimed-sites.ts';

let world: ClaimedSites;
let ann: Person;
let site: string;
let claim: string;
let nonce: string;

const pretty = 'ann.example/wp-json/flattr/v1/verify';
const plain = 'ann.example/?rest_route=/flattr/v1/verify';

beforeAll(async () => {
  world = await claimedSites();
  ann = await world.joins('ann');
  site = world.siteOf('ann.example');
  claim = await world.claims(ann, site);
  ({ nonce } = await read(claim));
});
afterAll(() => world.close());
beforeEach(() => world.programs.clear());

const read = (id: string) => world.platform.db.claim.findUniqueOrThrow({ where: { id } });

/** What a look finds in the handshake, and the challenges that the site saw. */
const looked = async (answers: Parameters<typeof world.programs.set>[1], at = pretty) => {
  const seen: string[] = [];
  world.programs.set(at, (challenge) => {
    seen.push(challenge);
    return answers(challenge);
  });
  const { state } = await world.checks(ann, claim);
  const findings = (await read(claim)).findings as { way: string; outcome: string; instead?: string }[];
  return { seen, state, finding: findings.find(({ way }) => way === 'handshake') };
};

describe('a program on a site', () => {
  it('that echoes the challenge, or proves it by another’s nonce, proves nothing', async () => {
    const ben = await world.joins('ben');
    const { nonce: others } = await read(await world.claims(ben, site));
    const echoed = await looked((challenge) => ({
      ...answerTo(challenge),
      body: JSON.stringify({ answers: [{ site, proof: challenge }], challenge }),
    }));
    const foreign = await looked((challenge) => answerTo(challenge, { site, nonce: others }));
    const elsewhere = await looked((challenge) => answerTo(challenge, { site: `${site}blog/`, nonce }));
    for (const { finding, state } of [echoed, foreign, elsewhere])
      expect([state, finding?.outcome]).toEqual(['OPEN', 'not-there']);
  });

  it('that answers as it answered before, proves nothing, since no challenge comes again', async () => {
    const before = await looked((challenge) => ({ ...answerTo(challenge, { site, nonce }), status: 503 }));
    expect(before.finding).toMatchObject({ outcome: 'no-answer', instead: '503' });
    const [stale = ''] = before.seen;
    const replayed = await looked(() => answerTo(stale, { site, nonce }));
    expect([replayed.state, replayed.finding?.outcome]).toEqual(['OPEN', 'not-there']);
    const challenges = [...before.seen, ...replayed.seen];
    expect(new Set(challenges).size).toBe(challenges.length);
    for (const challenge of challenges) expect(challenge).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that redirects to the right answer, proves nothing', async () => {
    world.programs.set('ann.example/there', (challenge) => answerTo(challenge, { site, nonce }));
    for (const status of [301, 302, 303, 307, 308]) {
      const { state, finding } = await looked((challenge) => ({
        ...answerTo(challenge, { site, nonce }),
        status,
        location: `/there?challenge=${challenge}`,
      }));
      expect([state, finding?.outcome], `${status}`).toEqual(['OPEN', 'redirected']);
    }
  });

  it('that answers rightly, among the claims of others, proves its own', async () => {
    const { state, seen, finding } = await looked((challenge) =>
      answerTo(challenge, { site, nonce: 'ab'.repeat(16) }, { site, nonce }),
    );
    expect([state, finding?.outcome, seen.length]).toEqual(['WAITING', 'found', 1]);
  });

  it('is asked at its other address where the first does not answer in JSON', async () => {
    const answered = await looked((challenge) => answerTo(challenge, { site, nonce }), plain);
    expect(answered.finding?.outcome).toBe('found');
    world.pages.set('ann.example/', { body: '<p>Any page.' });
    const theme = await looked(() => ({ body: '<p>A page for whatever is asked.' }));
    expect(theme.finding?.outcome).toBe('found');
  });
});
