import type { ShownUser } from '@flattr/domain/discovery/shown-thing';
import { countReceivedFlattrs } from '@flattr/domain/flattrs/count-received-flattrs';
import { readFlattrCounts } from '@flattr/domain/flattrs/read-flattr-counts';
import { readFlattred } from '@flattr/domain/flattrs/read-flattred';
import type { SplitId, ThingId, UserId } from '@flattr/domain/ids';
import type { Money } from '@flattr/domain/money';
import { type Month, monthOf } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { monthSoFar } from '@flattr/domain/settlement/month-so-far';
import { readProposals } from '@flattr/domain/splits/read-proposals';
import { readSplits } from '@flattr/domain/splits/read-splits';
import type { Part } from '@flattr/domain/splits/split-parts';
import { whatStands } from '@flattr/domain/standing-flattrs/what-stands';
import { readRefused } from '@flattr/domain/things/read-refused';
import { readUsers } from '@flattr/domain/users/read-users';
import DataLoader from 'dataloader';
import type { Auth, From } from './auth.ts';
import type { Charged } from './limits/charge.ts';
import type { Watching } from './live/watching.ts';
import type { RequestAnswer } from './oauth/answer-request.ts';
import { type OwnPages, startOwnPages } from './own-pages.ts';
import type { Speech } from './speech.ts';
import type { Viewer } from './viewer.ts';

/** A row of the table, as the schema's type of it takes it. */
type StandingFlattr = Awaited<ReturnType<Platform['db']['standingFlattr']['findFirstOrThrow']>>;

type CountKey = { readonly month: Month; readonly thingId: ThingId };
type ReceivedKey = { readonly month: Month; readonly userId: UserId };

/** The key with which a client asks for a mutation, and whether it was answered with it before. */
export type Idempotency = { readonly key: string | undefined; replayed: boolean };

/** What proves who people are, and the request as it is told to it. */
export type SigningIn = { readonly auth: Auth; readonly from: From };

/** One request: who asks, in which month, of which platform; and what it reads many times, gathered into one query. */
export type Asking = {
  readonly platform: Platform;
  readonly viewer: Viewer | undefined;
  readonly idempotency: Idempotency;
  readonly speech: Speech;
  readonly watching: Watching;
  /** What changes how the viewer signs in asks the library, with the request’s own cookies. */
  readonly signingIn: SigningIn;
  readonly charged: Charged;
  /** Tells an app what the viewer answered; gives where their browser goes on to. */
  readonly answerOAuthRequest: (answer: RequestAnswer) => Promise<string>;
  readonly currentMonth: () => Promise<Month>;
  readonly user: (userId: UserId) => Promise<ShownUser | null>;
  readonly flattrCount: (key: CountKey) => Promise<number>;
  readonly flattrsReceived: (key: ReceivedKey) => Promise<number>;
  readonly viewerHasFlattred: (thingId: ThingId) => Promise<boolean>;
  readonly flattrsRefused: (thingId: ThingId) => Promise<boolean>;
  readonly splitInForce: (thingId: ThingId) => Promise<readonly Part[] | undefined>;
  readonly viewersProposal: (thingId: ThingId) => Promise<SplitId | undefined>;
  readonly worthSoFar: (thingId: ThingId) => Promise<Money | null>;
  readonly viewerStandingFlattr: (thingId: ThingId) => Promise<StandingFlattr | null>;
  readonly ownPages: OwnPages;
};

// A mutation may read, write and read again, so the loaders gather and never remember.
const gatherOnly = { cache: false };

/** A token sees its user's flattrs if it may read them, or find them out by flattring. */
const mayKnow = ({ scopes }: Viewer): boolean =>
  scopes.includes('me:read') || scopes.includes('flattr:write');

export const startAsking = (
  platform: Platform,
  viewer: Viewer | undefined,
  request: Pick<
    Asking,
    'idempotency' | 'speech' | 'watching' | 'signingIn' | 'charged' | 'answerOAuthRequest'
  >,
): Asking => {
  let month: Promise<Month> | undefined = viewer?.month && Promise.resolve(viewer.month);
  const currentMonth = () => {
    month ??= platform.clock.now().then(monthOf);
    return month;
  };
  const counts = new DataLoader<CountKey, number>((keys) => loadCounts(platform, keys), gatherOnly);
  const users = new DataLoader<UserId, ShownUser | null>(async (userIds) => {
    const known = await readUsers(platform.pool, userIds);
    return userIds.map((userId) => known.get(userId) ?? null);
  }, gatherOnly);
  const received = new DataLoader<ReceivedKey, number>((keys) => loadReceived(platform, keys), gatherOnly);
  const flattred = new DataLoader<ThingId, boolean>(async (thingIds) => {
    if (!viewer || !mayKnow(viewer)) return thingIds.map(() => false);
    const known = await readFlattred(platform.pool, viewer.userId, await currentMonth(), thingIds);
    return thingIds.map((thingId) => known.has(thingId));
  }, gatherOnly);
  const refused = new DataLoader<ThingId, boolean>(async (thingIds) => {
    const known = await readRefused(platform.pool, thingIds);
    return thingIds.map((thingId) => known.has(thingId));
  }, gatherOnly);
  const splits = new DataLoader<ThingId, readonly Part[] | undefined>(async (thingIds) => {
    const known = await readSplits(platform.pool, await currentMonth(), thingIds);
    return thingIds.map((thingId) => known.get(thingId));
  }, gatherOnly);
  const proposals = new DataLoader<ThingId, SplitId | undefined>(async (thingIds) => {
    if (!viewer?.scopes.includes('me:read')) return thingIds.map(() => undefined);
    const known = await readProposals(platform.pool, viewer.userId, thingIds);
    return thingIds.map((thingId) => known.get(thingId));
  }, gatherOnly);
  const standing = new DataLoader<ThingId, StandingFlattr | null>(async (thingIds) => {
    if (!viewer || !mayKnow(viewer)) return thingIds.map(() => null);
    const rows = await platform.db.standingFlattr.findMany({
      where: { ...whatStands(viewer.userId, await currentMonth()), thingId: { in: [...thingIds] } },
    });
    return thingIds.map((thingId) => rows.find((row) => row.thingId === thingId) ?? null);
  }, gatherOnly);
  const worth = new DataLoader<ThingId, Money | null>(async (thingIds) => {
    if (!viewer?.scopes.includes('me:read')) return thingIds.map(() => null);
    const { flattrs } = await monthSoFar(platform, viewer.userId);
    const known = new Map(flattrs.map((flattr) => [flattr.thingId, flattr.worth]));
    return thingIds.map((thingId) => known.get(thingId) ?? null);
  }, gatherOnly);
  return {
    platform,
    viewer,
    ...request,
    currentMonth,
    user: (userId) => users.load(userId),
    flattrCount: (key) => counts.load(key),
    flattrsReceived: (key) => received.load(key),
    viewerHasFlattred: (thingId) => flattred.load(thingId),
    flattrsRefused: (thingId) => refused.load(thingId),
    splitInForce: (thingId) => splits.load(thingId),
    viewersProposal: (thingId) => proposals.load(thingId),
    worthSoFar: (thingId) => worth.load(thingId),
    viewerStandingFlattr: (thingId) => standing.load(thingId),
    ownPages: startOwnPages(platform),
  };
};

const loadCounts = async ({ pool }: Platform, keys: readonly CountKey[]): Promise<readonly number[]> => {
  const months = new Map<Month, ReadonlyMap<ThingId, number>>();
  for (const month of new Set(keys.map((key) => key.month))) {
    const asked = keys.filter((key) => key.month === month).map((key) => key.thingId);
    months.set(month, await readFlattrCounts(pool, month, asked));
  }
  return keys.map(({ month, thingId }) => months.get(month)?.get(thingId) ?? 0);
};

const loadReceived = async ({ pool }: Platform, keys: readonly ReceivedKey[]): Promise<readonly number[]> => {
  const months = new Map<Month, ReadonlyMap<UserId, number>>();
  for (const [month, asked] of Map.groupBy(keys, (key) => key.month)) {
    const userIds = asked.map(({ userId }) => userId);
    months.set(month, await countReceivedFlattrs(pool, month, userIds));
  }
  return keys.map(({ month, userId }) => months.get(month)?.get(userId) ?? 0);
};

/** The user who asks, where the schema lets nobody else through. */
export const signedIn = ({ viewer }: Asking): UserId => {
  if (!viewer) throw new Error('a field that needs a viewer was reached by nobody');
  return viewer.userId;
};
