import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import { readSplitsOfMonths } from '../splits/read-splits-of-months.ts';
import type { FlattrFact } from './plan-settlement.ts';

export type GivenFlattr = FlattrFact & { readonly flattredAt: Date };

/** One supporter in one month. */
export type Giver = { readonly supporterId: UserId; readonly month: Month };

type Row = {
  place: number;
  month: Month;
  thing_id: ThingId;
  creator_id: UserId;
  weight: number;
  flattred_at: Date;
};

/**
 * The flattrs of each of these supporters in their month, newest first, each with who receives what its thing is given in that
 * month, by two statements.
 */
export const readGiven = async (
  reader: Reader,
  givers: readonly Giver[],
): Promise<readonly (readonly GivenFlattr[])[]> => {
  const { rows } = await reader.query<Row>(flattrsOf, [
    givers.map(({ month }) => month),
    givers.map(({ supporterId }) => supporterId),
  ]);
  const splits = await readSplitsOfMonths(
    reader,
    rows.map((row) => ({ month: row.month, thingId: row.thing_id })),
  );
  const given = rows.map((row, index) => ({
    place: row.place,
    thingId: row.thing_id,
    creatorId: row.creator_id,
    weight: row.weight,
    flattredAt: row.flattred_at,
    parts: splits[index],
  }));
  const byGiver = Map.groupBy(given, ({ place }) => place);
  return givers.map((_, place) => (byGiver.get(place) ?? []).map(({ place: _place, ...flattr }) => flattr));
};

const flattrsOf = `
  SELECT asked.place::int - 1 AS place, asked.month, f.*
  FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (month, supporter_id, place)
  CROSS JOIN LATERAL (
    SELECT f.thing_id, receiver_of(asked.month, t.id, t.creator_id, t.creator_from) AS creator_id, f.weight, f.flattred_at
    FROM flattrs f JOIN things t ON t.id = f.thing_id
    WHERE f.month = asked.month AND f.supporter_id = asked.supporter_id) AS f
  ORDER BY asked.place, f.flattred_at DESC, f.thing_id`;
