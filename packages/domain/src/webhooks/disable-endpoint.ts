import type { Sql } from '@flattr/database';

/** Disables an endpoint, by its owner or for a reason: what waits for it has failed. False if it was disabled already. */
export const disableEndpoint = async (
  sql: Sql,
  endpointId: string,
  reason: 'GONE' | 'FAILING' | undefined,
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `UPDATE webhook_endpoints SET enabled = false, disabled_at = flattr_now(), disabled_reason = $2
     WHERE id = $1 AND enabled`,
    [endpointId, reason],
  );
  await sql.query(
    `UPDATE webhook_deliveries SET state = 'FAILED', next_attempt_at = NULL, ended_at = flattr_now()
     WHERE endpoint_id = $1 AND state = 'PENDING'`,
    [endpointId],
  );
  return rowCount === 1;
};
