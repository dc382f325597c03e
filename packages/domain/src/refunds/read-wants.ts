import type { Sql } from '@flattr/database';
import { nobody, type ThingId, type UserId } from '../ids.ts';
import type { Day, Month } from '../month.ts';
import type { Want } from './escrowed-share.ts';

/** What disputes want of a supporter's month, by `fee`, by thing, and by thing and creator. */
export type Wants = ReadonlyMap<string, readonly Want[]>;

type Row = {
  kind: Want['kind'];
  thing_id: ThingId | null;
  creator_id: UserId | null;
  available_on: Day | null;
  wanted: string;
  taken: string;
  standing: boolean;
  given_on: Day | null;
};

/** Reads what disputes want of a supporter's month, and what they gave back as an earning. */
export const readWants = async (sql: Sql, supporterId: UserId, month: Month): Promise<Wants> => {
  const { rows } = await sql.query<Row>(
    `SELECT p.kind, p.thing_id, p.creator_id, p.available_on::text, p.wanted_micros AS wanted, p.taken_micros AS taken,
       d.returned_transaction_id IS NULL AS standing, p.given_on::text
     FROM dispute_parts p JOIN disputes d ON d.id = p.dispute_id
     WHERE d.supporter_id = $1 AND p.month = $2 AND (d.returned_transaction_id IS NULL OR p.given_on IS NOT NULL)
     ORDER BY p.dispute_id, p.line`,
    [supporterId, month],
  );
  const wants = new Map<string, Want[]>();
  for (const row of rows)
    for (const key of keysOf(row)) wants.set(key, [...(wants.get(key) ?? []), wantOf(row)]);
  return wants;
};

const keysOf = ({ thing_id: thingId, creator_id: creatorId }: Row): readonly string[] =>
  thingId ? [thingId, `${thingId} ${creatorId ?? nobody}`] : ['fee'];

const wantOf = (row: Row): Want => ({
  kind: row.kind,
  availableOn: row.available_on ?? undefined,
  wantedMicros: BigInt(row.wanted),
  takenMicros: BigInt(row.taken),
  standing: row.standing,
  givenOn: row.given_on ?? undefined,
});

/** What standing disputes want of one part. */
export const wantedOf = (wants: Wants, key: string): bigint =>
  (wants.get(key) ?? []).reduce(
    (sum, { standing, wantedMicros }) => (standing ? sum + wantedMicros : sum),
    0n,
  );
