import { transaction } from '@flattr/database';
import type { DeliveryId, ThingId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';

/** A call takes 10 seconds at most; a worker that is not done long after it is taken for dead. */
const leaseSeconds = 30;

/** A delivery that is due, with where it goes and what signs it. */
export type Due = {
  readonly id: DeliveryId;
  readonly endpointId: string;
  readonly url: string;
  readonly sealedSecrets: readonly Uint8Array[];
  readonly type: string;
  readonly attempts: number;
  readonly failures: number;
} & ({ readonly body: string } | { readonly body: null; readonly thingId: ThingId; readonly month: Month });

type Row = {
  id: DeliveryId;
  type: string;
  attempts: number;
  failures: number;
  body: string | null;
  thing_id: ThingId | null;
  month: Month | null;
};

type Held = { url: string; secret: Uint8Array; previous: Uint8Array | null };

/** Takes an endpoint for one call, and the delivery that is due the longest; undefined if another has it or none is due. */
export const holdDue = ({ pool }: Platform, endpointId: string): Promise<Due | undefined> =>
  transaction(pool, async (sql) => {
    const { rows } = await sql.query<Row>(
      `SELECT id, type, attempts, failures, body, thing_id, month FROM webhook_deliveries
       WHERE endpoint_id = $1 AND state = 'PENDING' AND next_attempt_at <= flattr_now()
       ORDER BY next_attempt_at, id LIMIT 1`,
      [endpointId],
    );
    const [row] = rows;
    if (!row) return undefined;
    const held = await sql.query<Held>(
      `UPDATE webhook_endpoints SET busy_until = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND enabled AND (busy_until IS NULL OR busy_until < clock_timestamp())
       RETURNING url, secret, CASE WHEN previous_until > flattr_now() THEN previous_secret END AS previous`,
      [endpointId, leaseSeconds],
    );
    return held.rows[0] && dueOf(row, endpointId, held.rows[0]);
  });

const dueOf = (row: Row, endpointId: string, { url, secret, previous }: Held): Due => {
  const { id, type, attempts, failures, body } = row;
  const sealedSecrets = previous ? [secret, previous] : [secret];
  const due = { id, endpointId, url, sealedSecrets, type, attempts, failures };
  if (body !== null) return { ...due, body };
  if (!row.thing_id || !row.month) throw new Error(`the delivery ${id} says nothing`);
  return { ...due, body, thingId: row.thing_id, month: row.month };
};
