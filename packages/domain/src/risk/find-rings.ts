import { transaction } from '@flattr/database';
import { nobody } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';

/** A link of a ring carries at least so much of what its giver gave, and of what its receiver received, in percent. */
const linkPercent = 40;

/** Rings have 2 to so many members. */
const membersMax = 6;

/**
 * Finds the rings in the money of a month that is settled and not published yet, writes them down, and tells the operator: what
 * their members earned in that month is held from its first day on. A month is looked through once.
 */
export const findRings = async ({ pool, log }: Platform, month: Month): Promise<void> => {
  const found = await transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `SELECT FROM months WHERE month = $1 AND state = 'SETTLED' AND rings_sought_at IS NULL FOR NO KEY UPDATE`,
      [month],
    );
    if (!rowCount) return [];
    const { rows } = await sql.query<Ring>(seek, [month, nobody, linkPercent, membersMax]);
    await sql.query('UPDATE months SET rings_sought_at = flattr_now() WHERE month = $1', [month]);
    return rows;
  });
  for (const ring of found)
    log.warn({ month, ...ring }, 'money went in a circle: what its members earned is held');
};

type Ring = { readonly id: string; readonly currency: string; readonly members: readonly string[] };

// Only who both gave and received can be in a ring. What a flattr became is taken in proportion to its weight: off by less
// than a micro from its share, which is enough to see a circle.
const seek = `
  WITH RECURSIVE givers AS (
    SELECT s.supporter_id AS id, s.currency, s.spent_micros - s.fee_micros AS given, s.weights,
      (SELECT sum(amount_micros) FROM earnings e
       WHERE e.month = $1 AND e.creator_id = s.supporter_id AND e.currency = s.currency AND NOT e.released) AS received
    FROM settled_supporters s WHERE s.month = $1 AND s.spent_micros > 0 AND EXISTS (
      SELECT FROM earnings e WHERE e.month = $1 AND e.creator_id = s.supporter_id AND e.currency = s.currency)
  ), received AS (
    SELECT g.id AS giver, g.currency, g.given, g.weights, f.weight, f.thing_id,
      receiver_of($1, t.id, t.creator_id, t.creator_from) AS creator, split_in_force(f.thing_id, $1) AS split_id
    FROM givers g JOIN flattrs f ON f.month = $1 AND f.supporter_id = g.id JOIN things t ON t.id = f.thing_id
    WHERE receiver_of($1, t.id, t.creator_id, t.creator_from) NOT IN (g.id, $2) AND NOT EXISTS (
      SELECT FROM split_parts p WHERE p.split_id = split_in_force(f.thing_id, $1) AND p.beneficiary_id = g.id)
  ), flow AS (
    SELECT giver, receiver, currency, sum(part)::bigint AS micros FROM (
      SELECT giver, currency, creator AS receiver, div(given * weight::numeric, weights) AS part FROM received WHERE split_id IS NULL
      UNION ALL
      SELECT giver, currency, p.beneficiary_id, div(given * weight::numeric * p.basis_points, weights * 10000)
      FROM received JOIN split_parts p ON p.split_id = received.split_id
    ) AS parts GROUP BY giver, receiver, currency
  ), links AS (
    SELECT flow.giver, flow.receiver, flow.currency, flow.micros FROM flow
    JOIN givers g ON g.id = flow.giver AND g.currency = flow.currency
    JOIN givers r ON r.id = flow.receiver AND r.currency = flow.currency
    WHERE flow.giver <> flow.receiver AND flow.micros > 0
      AND flow.micros * 100 >= g.given * $3::int AND flow.micros * 100 >= r.received * $3::int
  ), paths AS (
    SELECT currency, ARRAY[giver] AS members, receiver AS next, micros FROM links
    UNION ALL
    SELECT p.currency, p.members || p.next, l.receiver, least(p.micros, l.micros) FROM paths p
    JOIN links l ON l.giver = p.next AND l.currency = p.currency
    WHERE p.next > p.members[1] AND p.next <> ALL (p.members) AND cardinality(p.members) < $4::int
  )
  INSERT INTO rings (month, currency, members, micros)
  SELECT $1, currency, members, micros FROM paths WHERE next = members[1]
  ON CONFLICT DO NOTHING RETURNING id::text, currency, members`;
