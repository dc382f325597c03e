import { createGuardedFetch, readAllowList } from '@flattr/adapters';
import type { ThingId } from '@flattr/domain/ids';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { Refusal } from '@flattr/domain/refusal';
import type { Person } from '@flattr/test-world';
import { type ClaimedSite, serveSite } from '@flattr/test-world/crash/money-back';
import { randomBelow } from '@flattr/test-world/crash/random-below';
import { openPayoutWorld, type PayoutWorld } from '../payout-world.ts';

/** A world in which anything happens, and what there is to act on. */
export type Play = {
  readonly world: PayoutWorld;
  readonly site: ClaimedSite;
  readonly people: Person[];
  readonly things: ThingId[];
  /** Disputes that no bank has decided yet. */
  readonly open: string[];
  /** Draws a number below a limit. */
  readonly below: (limit: number) => number;
  readonly now: () => Promise<Date>;
};

/** Something that happens; it may be refused, and it may find nothing to happen to. */
export type Act = (play: Play) => Promise<unknown>;

export const oneOf = <One>({ below }: Pick<Play, 'below'>, all: readonly One[]): One | undefined =>
  all[below(all.length || 1)];

const handles = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay'] as const;

const openPlay = async (seed: number): Promise<Play> => {
  const site = await serveSite();
  const allow = readAllowList(site.allow) ?? new Map();
  const fetcher = createGuardedFetch({ origin: 'http://localhost:4000', allow });
  const world = await openPayoutWorld({ fetcher });
  let drawn = 0;
  const below = (limit: number) => randomBelow(limit, `${seed} ${drawn++}`);
  const now = () => world.platform.clock.now();
  const play: Play = { world, site, people: [], things: [], open: [], below, now };
  for (const handle of handles) play.people.push(await world.joins(handle));
  for (const person of play.people.slice(0, 3))
    play.things.push(await world.publishes(person, `https://${person.handle}.example/`));
  for (const handle of handles.slice(3)) play.things.push(await world.finds(`${site.url}${handle}/page`));
  for (const person of play.people.slice(0, 2)) await world.setsUpPayouts(person);
  return play;
};

export type Played = {
  readonly acts: number;
  readonly refused: number;
  readonly checks: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What happened up to where something was not as it has to be, and what that is. */
  readonly failure?: string;
};

/** Plays so many acts, and looks at the ledger after each that changed it; at the end nothing is under way, and the provider agrees. */
export const playAtRandom = async (
  seed: number,
  count: number,
  acts: Readonly<Record<string, Act>>,
): Promise<Played> => {
  const play = await openPlay(seed);
  const names = Object.keys(acts);
  const said: string[] = [];
  let [refused, checks, posted] = [0, 0, ''];
  try {
    while (said.length < count) {
      const name = oneOf(play, names) ?? '';
      said.push(name);
      if (await isRefused(() => acts[name]?.(play))) refused += 1;
      const last = await lastPosted(play);
      if (last === posted) continue;
      posted = last;
      checks += 1;
      expectNone(await broken(play, underWay));
    }
    await end(play, acts);
    expectNone(await broken(play, []));
    return { acts: said.length, refused, checks, counts: await countsOf(play) };
  } catch (error) {
    const failure = `seed ${seed}, after ${said.join(', ')}: ${error instanceof Error ? error.stack : error}`;
    return { acts: said.length, refused, checks, counts: {}, failure };
  } finally {
    play.site.close();
    await play.world.close();
  }
};

const isRefused = async (act: () => Promise<unknown> | undefined): Promise<boolean> => {
  try {
    await act();
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
};

/** While something is under way, the provider knows what we have not heard of yet. */
const underWay = ['I5'];

const broken = async ({ world }: Play, but: readonly string[]): Promise<readonly string[]> =>
  (await selfCheck(world.platform))
    .filter(({ id }) => !but.includes(id))
    .flatMap(({ id, broken: lines }) => lines.map((line) => `${id} ${line}`));

const expectNone = (lines: readonly string[]): void => {
  if (lines.length > 0) throw new Error(lines.join('\n'));
};

const lastPosted = async ({ world }: Play): Promise<string> => {
  const { rows } = await world.platform.pool.query<{ last: string | null }>(
    'SELECT max(id)::text AS last FROM ledger_transactions',
  );
  return rows[0]?.last ?? '';
};

/** All that is under way comes to its end, and now and then a bank has the last word. */
const end = async (play: Play, acts: Readonly<Record<string, Act>>): Promise<void> => {
  const { world, now } = play;
  for (const days of [0, 2, 40, 2, 8]) {
    await world.moveClockTo(new Date((await now()).getTime() + days * 86_400_000));
    await world.paysOut();
    if (days > 8 && play.below(2) === 0) await acts['a bank sends a payout back']?.(play);
    await world.sweeps();
  }
};

/** What came about, so that a run that never did something is seen. */
const countsOf = async ({ world }: Play): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await world.platform.pool.query<{ what: string; count: number }>(
    `SELECT split_part(reference, ':', 1) AS what, count(*)::int FROM ledger_transactions GROUP BY 1
     UNION ALL SELECT 'payout ' || state, count(*)::int FROM payouts GROUP BY 1
     UNION ALL SELECT 'claim ' || state, count(*)::int FROM claims GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
};
