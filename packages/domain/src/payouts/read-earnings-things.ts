import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { Month } from '../month.ts';
import { readSplitsOfMonths } from '../splits/read-splits-of-months.ts';
import { wholeBasisPoints } from '../splits/split-parts.ts';

/** The place of a thing among others of its month: by what it brought, largest first, then by its id. */
export type ThingPlace = { readonly micros: bigint; readonly thingId: ThingId };

/** What one thing brought somebody. */
export type EarningsThing = {
  readonly thingId: ThingId;
  readonly amount: Money;
  readonly flattrs: number;
  /** Their part of what it was given; 10,000 where all of it was theirs. */
  readonly basisPoints: number;
};

/** A page of things: smaller than one and larger than another, as many as wanted from either end. */
export type ThingsPage = {
  readonly smallerThan?: ThingPlace | undefined;
  readonly largerThan?: ThingPlace | undefined;
  readonly most: number;
  readonly from: 'largest' | 'smallest';
};

/** A month in which somebody earned, in one currency. */
export type EarnedMonth = {
  readonly creatorId: UserId;
  readonly month: Month;
  readonly currency: Currency;
};

type Row = { place: number; month: Month; thing_id: ThingId; micros: string; flattrs: number };

/**
 * The same page of what things brought somebody in each of these months, largest first. It takes two statements, however many
 * months, and costs what the pages are long, however many things there are.
 */
export const readEarningsThings = async (
  reader: Reader,
  earned: readonly EarnedMonth[],
  { smallerThan, largerThan, most, from }: ThingsPage,
): Promise<readonly (readonly EarningsThing[])[]> => {
  const { rows } = await reader.query<Row>(pages(from === 'largest' ? 'DESC' : 'ASC'), [
    earned.map(({ creatorId }) => creatorId),
    earned.map(({ month }) => month),
    earned.map(({ currency }) => currency),
    smallerThan?.micros,
    smallerThan?.thingId,
    largerThan?.micros,
    largerThan?.thingId,
    most,
  ]);
  const splits = await readSplitsOfMonths(
    reader,
    rows.map((row) => ({ month: row.month, thingId: row.thing_id })),
  );
  const byMonth = Map.groupBy(
    rows.map((row, index) => ({ ...row, parts: splits[index] })),
    ({ place }) => place,
  );
  return earned.map(({ creatorId, currency }, place) =>
    (byMonth.get(place) ?? []).map((row) => ({
      thingId: row.thing_id,
      amount: money(BigInt(row.micros), currency),
      flattrs: row.flattrs,
      basisPoints:
        row.parts?.find(({ beneficiaryId }) => beneficiaryId === creatorId)?.basisPoints ?? wholeBasisPoints,
    })),
  );
};

const pages = (order: 'ASC' | 'DESC') => `
  SELECT asked.place::int - 1 AS place, asked.month, page.*
  FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS asked (creator_id, month, currency, place)
  CROSS JOIN LATERAL (
    SELECT s.thing_id, s.amount_micros AS micros, s.flattrs FROM thing_sums s
    WHERE s.creator_id = asked.creator_id AND s.month = asked.month AND s.currency = asked.currency
      AND ($4::bigint IS NULL OR (s.amount_micros, s.thing_id) < ($4, $5::uuid))
      AND ($6::bigint IS NULL OR (s.amount_micros, s.thing_id) > ($6, $7::uuid))
    ORDER BY s.amount_micros ${order}, s.thing_id ${order} LIMIT $8) AS page
  ORDER BY asked.place, page.micros ${order}, page.thing_id ${order}`;
