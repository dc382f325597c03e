import { type Currency, currencyOf } from '@flattr/domain/money';
import type { Month } from '@flattr/domain/month';
import type { World } from '../create-world.ts';
import type { Amount } from './read-amounts.ts';
import type { TableKind } from './read-tables.ts';

/** What came out for one name: sums by column, and days. */
export type Came = {
  readonly name: string;
  readonly amounts: ReadonlyMap<string, readonly CameAmount[]>;
  readonly available?: string;
};

/** A sum as the database has it; `unsaid` is set where a table need not say whose it is. */
export type CameAmount = Omit<Amount, 'about'> & { readonly unsaid?: boolean };

/** What came out of a settled month, as the tables of each kind tell it, by names and sums alone. */
export type Outcome = Readonly<Record<TableKind, readonly Came[]>>;

type Told = { name: string; currency: string; [column: string]: string | null };

export const readOutcome = async (world: World, month: Month): Promise<Outcome> => {
  const rowsOf = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
    (await world.platform.pool.query<Row>(sql, [month])).rows;
  return {
    supporter: byName(await rowsOf<Told>(supporters), ['wallet', 'spent', 'fee', 'kept']),
    thing: byThing(await rowsOf<Received>(things)),
    creator: (await rowsOf<Told>(creators)).map((row) => cameOf([row], ['receives'])),
    currency: byName(await rowsOf<Told>(totals), ['wallets', 'to creators', 'fees', 'kept']),
  };
};

const supporters = `SELECT u.handle AS name, s.currency, wallet_micros AS wallet, spent_micros AS spent, fee_micros AS fee,
    wallet_micros - spent_micros AS kept, available_on::text AS available
  FROM settled_supporters s JOIN users u ON u.id = s.supporter_id WHERE s.month = $1 ORDER BY 1, 2`;

const things = `SELECT replace(split_part(t.url, '/', 3), '.example', '') AS name, coalesce(u.handle, 'nobody') AS who, s.currency,
    s.amount_micros AS receives, s.creator_id = receiver_of($1, t.id, t.creator_id, t.creator_from) AS unsaid
  FROM thing_sums s JOIN things t ON t.id = s.thing_id LEFT JOIN users u ON u.id = s.creator_id
  WHERE s.month = $1 ORDER BY 1, 5 DESC, 2, 3`;

const creators = `SELECT u.handle AS name, e.currency, e.amount_micros AS receives, e.available_on::text AS available
  FROM earnings e JOIN users u ON u.id = e.creator_id WHERE e.month = $1 ORDER BY 1, 4, 2`;

const totals = `SELECT currency AS name, currency, wallets_micros AS wallets, distributed_micros AS "to creators",
    fees_micros AS fees, kept_micros AS kept
  FROM statements WHERE month = $1 ORDER BY 1`;

const grouped = <Row extends { name: string }>(rows: readonly Row[]): readonly (readonly Row[])[] => [
  ...Map.groupBy(rows, ({ name }) => name).values(),
];

const byName = (rows: readonly Told[], columns: readonly string[]): readonly Came[] =>
  grouped(rows).map((ofOne) => cameOf(ofOne, columns));

const cameOf = (rows: readonly Told[], columns: readonly string[]): Came => {
  const days = new Set(rows.flatMap(({ available }) => available ?? []));
  const amounts = columns.map((column): [string, readonly CameAmount[]] => [
    column,
    rows
      .map((row) => ({ micros: BigInt(row[column] ?? 0), currency: currencyOf(row.currency) }))
      .filter(isSome),
  ]);
  return { name: rows[0]?.name ?? '', amounts: new Map(amounts), available: [...days].join(', ') };
};

type Received = { name: string; who: string; currency: string; receives: string; unsaid: boolean };

const byThing = (rows: readonly Received[]): readonly Came[] =>
  grouped(rows).map((parts) => {
    const receives = parts.map(({ who, currency, receives: micros, unsaid }) => ({
      who,
      unsaid,
      micros: BigInt(micros),
      currency: currencyOf(currency),
    }));
    return { name: parts[0]?.name ?? '', amounts: new Map([['receives', receives.filter(isSome)]]) };
  });

const isSome = ({ micros }: { readonly micros: bigint; readonly currency: Currency }): boolean =>
  micros !== 0n;
