// A world in which creators claim sites on a real server, earn by what is on them, and are paid.
import { standClaims } from '@flattr/domain/claims/stand-claims';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { sweep } from '@flattr/domain/sweep';
import { registerThings } from '@flattr/domain/things/register-things';
import type { Person } from '@flattr/test-world';
import { type ClaimedSites, claimedSites } from './claimed-sites.ts';

type TwoSites = {
  readonly good: string;
  readonly bad: string;
  readonly goodMicros: bigint;
  readonly badMicros: bigint;
};

export type EarningSites = ClaimedSites & {
  /** Proves ann.example and a folder of shared.example for a creator, who earns by a thing of each until November is settled. */
  earnsOnTwoSites(creator: Person): Promise<TwoSites>;
  /** Lets the days pass two by two, each time with a sweep, the looks that are due and the months' turn, until noon of a day or of the next. */
  livesUntil(day: string): Promise<void>;
  /** The months' turn and all that follows, without a look by itself. */
  paysOut(): Promise<void>;
  paidTo(person: Person): Promise<bigint[]>;
  broken(): Promise<readonly string[]>;
};

export const openEarningSites = async (): Promise<EarningSites> => {
  const world = await claimedSites();
  const { platform } = world;
  let noon = new Date('2026-11-01T12:00:00Z');
  await world.moveClockTo(noon);
  const paysOut = async () => {
    await turnMonths(platform);
    await world.work();
  };
  const livesUntil = async (day: string) => {
    while (noon < new Date(`${day}T12:00:00Z`)) {
      noon = new Date(noon.getTime() + 2 * 86_400_000);
      await world.moveClockTo(noon);
      await sweep(platform);
      await standClaims(platform);
      await paysOut();
    }
  };
  return {
    ...world,
    paysOut,
    livesUntil,
    earnsOnTwoSites: async (creator) => {
      await turnMonths(platform);
      const sites = [world.siteOf('ann.example'), world.siteOf('shared.example', '/~ann/')];
      const claims: string[] = [];
      for (const site of sites) {
        const claim = await world.claims(creator, site);
        await world.proves(claim, 'well-known');
        await world.checks(creator, claim);
        claims.push(claim);
      }
      await livesUntil('2026-11-16');
      const fan = await world.joins('fan');
      await world.funds(fan, '60.00');
      for (const [index, site] of sites.entries()) {
        const [made] = await registerThings(platform, creator.id, [
          { url: `${site}post/1`, title: 'A post' },
        ]);
        if (!made || 'refusal' in made) throw new Error('nothing was registered');
        await world.flattrs(fan, made.thingId, index + 1);
      }
      await livesUntil('2026-12-02');
      const brought = async (site: string) => {
        const { rows } = await platform.pool.query<{ micros: string }>(
          `SELECT amount_micros AS micros FROM thing_sums s JOIN things t ON t.id = s.thing_id WHERE t.url = $1 AND s.creator_id = $2`,
          [`${site}post/1`, creator.id],
        );
        return BigInt(rows[0]?.micros ?? 0);
      };
      const [good = '', bad = ''] = claims;
      const [goodSite = '', badSite = ''] = sites;
      return { good, bad, goodMicros: await brought(goodSite), badMicros: await brought(badSite) };
    },
    paidTo: async ({ id }) =>
      (await platform.db.payout.findMany({ where: { creatorId: id }, orderBy: { id: 'asc' } })).map(
        ({ amountMicros }) => amountMicros,
      ),
    broken: async () =>
      (await selfCheck(platform)).flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`)),
  };
};
