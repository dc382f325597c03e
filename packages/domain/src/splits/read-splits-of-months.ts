import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Part } from './split-parts.ts';

type Row = { place: number; beneficiary_id: UserId; basis_points: number };

/** The parts of the split that is in force for each of these things in its month, largest first; none where the creator receives all. */
export const readSplitsOfMonths = async (
  reader: Reader,
  asked: readonly { readonly month: Month; readonly thingId: ThingId }[],
): Promise<readonly (readonly Part[] | undefined)[]> => {
  if (asked.length === 0) return [];
  const { rows } = await reader.query<Row>(
    `SELECT asked.place::int - 1 AS place, p.beneficiary_id, p.basis_points
     FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (month, thing_id, place)
     CROSS JOIN LATERAL (
       SELECT id FROM splits WHERE thing_id = asked.thing_id AND from_month <= asked.month
       ORDER BY from_month DESC, in_force_at DESC, id DESC LIMIT 1) AS s
     JOIN split_parts p ON p.split_id = s.id
     ORDER BY asked.place, p.basis_points DESC, p.beneficiary_id`,
    [asked.map(({ month }) => month), asked.map(({ thingId }) => thingId)],
  );
  const parts = Map.groupBy(rows, ({ place }) => place);
  return asked.map((_, place) =>
    parts.get(place)?.map((row) => ({ beneficiaryId: row.beneficiary_id, basisPoints: row.basis_points })),
  );
};
