import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { Month } from '../month.ts';
import { readSplits } from '../splits/read-splits.ts';
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

type Row = { thing_id: ThingId; micros: string; flattrs: number };

/**
 * What things brought somebody in a month and currency, largest first. It costs what the page is long, however many things
 * there are.
 */
export const readEarningsThings = async (
  reader: Reader,
  { creatorId, month, currency }: { creatorId: UserId; month: Month; currency: Currency },
  { smallerThan, largerThan, most, from }: ThingsPage,
): Promise<readonly EarningsThing[]> => {
  const order = from === 'largest' ? 'DESC' : 'ASC';
  const { rows } = await reader.query<Row>(
    `SELECT thing_id, amount_micros AS micros, flattrs FROM thing_sums
     WHERE creator_id = $1 AND month = $2 AND currency = $3
       AND ($4::bigint IS NULL OR (amount_micros, thing_id) < ($4, $5::uuid))
       AND ($6::bigint IS NULL OR (amount_micros, thing_id) > ($6, $7::uuid))
     ORDER BY amount_micros ${order}, thing_id ${order} LIMIT $8`,
    [
      creatorId,
      month,
      currency,
      smallerThan?.micros,
      smallerThan?.thingId,
      largerThan?.micros,
      largerThan?.thingId,
      most,
    ],
  );
  const thingIds = rows.map((row) => row.thing_id);
  const splits = await readSplits(reader, month, thingIds);
  return rows.map((row) => ({
    thingId: row.thing_id,
    amount: money(BigInt(row.micros), currency),
    flattrs: row.flattrs,
    basisPoints:
      splits.get(row.thing_id)?.find(({ beneficiaryId }) => beneficiaryId === creatorId)?.basisPoints ??
      wholeBasisPoints,
  }));
};
