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
// than a micro from its share, which is enough to see a circle. The tables are new and PostgreSQL knows little of them: each
// step has one join with what the step before found, so that no guess makes it pair everybody with everybody.
const seek = `
  WITH RECURSIVE received AS MATERIALIZED (
    SELECT creator_id AS id, currency, sum(amount_micros)::bigint AS micros FROM earnings
    WHERE month = $1 AND NOT released GROUP BY creator_id, currency
  ), givers AS MATERIALIZED (
    SELECT s.supporter_id AS id, s.currency, s.spent_micros - s.fee_micros AS given, s.weights, received.micros AS received
    FROM received JOIN settled_supporters s
      ON s.month = $1 AND s.supporter_id = received.id AND s.currency = received.currency AND s.spent_micros > 0
  ), shared AS MATERIALIZED (
    SELECT thing_id, id AS split_id FROM (
      SELECT DISTINCT ON (thing_id) thing_id, id, dissolves FROM splits WHERE from_month <= $1
      ORDER BY thing_id, from_month DESC, in_force_at DESC, id DESC) AS last
    WHERE NOT dissolves
  ), gifts AS MATERIALIZED (
    SELECT g.id AS giver, g.currency, g.given, g.weights, f.weight, shared.split_id,
      receiver_of($1, t.id, t.creator_id, t.creator_from) AS creator
    FROM givers g JOIN flattrs f ON f.month = $1 AND f.supporter_id = g.id JOIN things t ON t.id = f.thing_id
    LEFT JOIN shared ON shared.thing_id = t.id
  ), flow AS MATERIALIZED (
    SELECT giver, receiver, currency, given, sum(part)::bigint AS micros FROM (
      SELECT giver, currency, given, creator AS receiver, div(given * weight::numeric, weights) AS part
      FROM gifts WHERE split_id IS NULL AND creator NOT IN (giver, $2)
      UNION ALL
      SELECT giver, currency, given, p.beneficiary_id, div(given * weight::numeric * p.basis_points, weights * 10000)
      FROM gifts JOIN split_parts p ON p.split_id = gifts.split_id
      WHERE creator NOT IN (giver, $2) AND NOT EXISTS (
        SELECT FROM split_parts own WHERE own.split_id = gifts.split_id AND own.beneficiary_id = giver)
    ) AS parts GROUP BY giver, receiver, currency, given
  ), links AS MATERIALIZED (
    SELECT flow.giver, flow.receiver, flow.currency, flow.micros FROM flow
    JOIN givers r ON r.id = flow.receiver AND r.currency = flow.currency
    WHERE flow.micros > 0 AND flow.micros * 100 >= flow.given * $3::int AND flow.micros * 100 >= r.received * $3::int
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
