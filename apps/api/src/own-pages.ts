import type { Account } from '@flattr/domain/ledger/accounts';
import { countHistories } from '@flattr/domain/ledger/count-histories';
import { type HistoryEntry, type HistoryPage, readHistories } from '@flattr/domain/ledger/read-histories';
import { countEarningsThings } from '@flattr/domain/payouts/count-earnings-things';
import {
  type EarnedMonth,
  type EarningsThing,
  readEarningsThings,
  type ThingsPage,
} from '@flattr/domain/payouts/read-earnings-things';
import type { Platform } from '@flattr/domain/platform';
import {
  type FlattrShare,
  type GivenMonth,
  readSharesOfMonths,
} from '@flattr/domain/settlement/read-month-shares';
import DataLoader from 'dataloader';

/** Pages of what is one's own, of many accounts and months at once where they are asked for together. */
export type OwnPages = {
  readonly history: (of: Account, page: HistoryPage) => Promise<readonly HistoryEntry[]>;
  readonly historyCount: (of: Account) => Promise<number>;
  readonly earningsThings: (of: EarnedMonth, page: ThingsPage) => Promise<readonly EarningsThing[]>;
  readonly earningsThingsCount: (of: EarnedMonth) => Promise<number>;
  readonly shares: (of: GivenMonth) => Promise<readonly FlattrShare[]>;
};

// A mutation may read, write and read again, so the loaders gather and never remember.
const gatherOnly = { cache: false };

export const startOwnPages = (platform: Platform): OwnPages => {
  const { pool } = platform;
  const historyCounts = new DataLoader<Account, number>((of) => countHistories(pool, of), gatherOnly);
  const thingCounts = new DataLoader<EarnedMonth, number>((of) => countEarningsThings(pool, of), gatherOnly);
  const shares = new DataLoader<GivenMonth, readonly FlattrShare[]>(
    (of) => readSharesOfMonths(platform, of),
    gatherOnly,
  );
  return {
    history: pagesOf((of: readonly Account[], page: HistoryPage) => readHistories(pool, of, page)),
    historyCount: (of) => historyCounts.load(of),
    earningsThings: pagesOf((of: readonly EarnedMonth[], page: ThingsPage) =>
      readEarningsThings(pool, of, page),
    ),
    earningsThingsCount: (of) => thingCounts.load(of),
    shares: (of) => shares.load(of),
  };
};

type ReadPages<Of, Page, Row> = (of: readonly Of[], page: Page) => Promise<readonly (readonly Row[])[]>;

/** Reads the same page of many by one call; fields with other arguments are other pages. */
const pagesOf = <Of, Page, Row>(read: ReadPages<Of, Page, Row>) => {
  const loader = new DataLoader<{ of: Of; page: Page }, readonly Row[]>(async (keys) => {
    const found = new Map<object, readonly Row[]>();
    for (const same of Map.groupBy(keys, ({ page }) => inWords(page)).values()) {
      const [first] = same;
      if (!first) continue;
      const pages = await read(
        same.map(({ of }) => of),
        first.page,
      );
      for (const [index, key] of same.entries()) found.set(key, pages[index] ?? []);
    }
    return keys.map((key) => found.get(key) ?? []);
  }, gatherOnly);
  return (of: Of, page: Page) => loader.load({ of, page });
};

/** The same for pages that are the same, whose places are of whole numbers that JSON does not know. */
const inWords = (page: unknown): string =>
  JSON.stringify(page, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
