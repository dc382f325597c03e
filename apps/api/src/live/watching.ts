import { readFlattrCounts } from '@flattr/domain/flattrs/read-flattr-counts';
import type { ThingId } from '@flattr/domain/ids';
import { type Month, monthEnd, monthOf } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { readProgress, type SettlementProgress } from '@flattr/domain/settlement/read-progress';
import { GraphQLError } from 'graphql';
import type { Viewer } from '../viewer.ts';
import { shareReads } from './shared-reads.ts';

export type FlattrCount = { readonly thingId: ThingId; readonly month: Month; readonly count: number };

/** What the askers of one process watch, and how many of them do. */
export type Watching = {
  flattrCount(viewer: Viewer | undefined, thingId: ThingId): AsyncIterable<FlattrCount>;
  settlement(viewer: Viewer | undefined, month: Month): AsyncIterable<SettlementProgress | null>;
  /** How many streams are open, and how many things and months they watch together. */
  readonly open: { readonly streams: number; readonly watched: number };
};

/** So many streams of one user, of all who are not signed in together, and of everybody, one process keeps open. */
const streamsMax = { ofUser: 20, ofNobody: 2_000, ofAll: 5_000 } as const;

const tooMany = () =>
  new GraphQLError('You watch as much as you may at once. End one of the streams first.', {
    extensions: { code: 'RATE_LIMITED', http: { status: 429 } },
  });

export const createWatching = (platform: Platform): Watching => {
  const { live, log } = platform;
  const counts = shareReads<ThingId, FlattrCount>({
    live,
    log,
    topicOf: (thingId) => `thing:${thingId}`,
    read: (thingId) => readCount(platform, thingId),
  });
  const settlements = shareReads<Month, SettlementProgress | null>({
    live,
    log,
    topicOf: (month) => `settlement:${month}`,
    read: (month) => readSettlement(platform, month),
    isLast: (progress) => progress?.state === 'PUBLISHED' || progress?.state === 'PAID',
  });
  const streams = countStreams();
  return {
    flattrCount: (viewer, thingId) => counts.watch(thingId, streams.begin(viewer)),
    settlement: (viewer, month) => settlements.watch(month, streams.begin(viewer)),
    get open() {
      return { streams: streams.all, watched: counts.size + settlements.size };
    },
  };
};

const countStreams = () => {
  const open = new Map<string, number>();
  let all = 0;
  return {
    get all() {
      return all;
    },
    /** Counts a stream, or refuses it; what it returns counts its end. */
    begin: (viewer: Viewer | undefined): (() => void) => {
      const whose = viewer?.userId ?? 'nobody';
      const theirs = open.get(whose) ?? 0;
      const most = viewer ? streamsMax.ofUser : streamsMax.ofNobody;
      if (theirs >= most || all >= streamsMax.ofAll) throw tooMany();
      open.set(whose, theirs + 1);
      all += 1;
      return () => {
        all -= 1;
        const left = (open.get(whose) ?? 1) - 1;
        if (left === 0) open.delete(whose);
        else open.set(whose, left);
      };
    },
  };
};

const readCount = async ({ pool, clock }: Platform, thingId: ThingId): Promise<FlattrCount> => {
  const month = monthOf(await clock.now());
  const counts = await readFlattrCounts(pool, month, [thingId]);
  return { thingId, month, count: counts.get(thingId) ?? 0 };
};

/** How far the settlement of a month is; null before the month has ended, and for one that was never open here. */
export const readSettlement = async (
  { pool, db, clock }: Platform,
  month: Month,
): Promise<SettlementProgress | null> => {
  if (monthEnd(month) > (await clock.now())) return null;
  const opened = await db.month.findUnique({ where: { month } });
  return opened && readProgress(pool, month);
};
