import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';

/**
 * Erases what is known of a person: name, address, handle, ways to sign in, sessions, tokens, webhook endpoints, apps of theirs and
 * those connected, the saved card, what they played, what was found on their sites, and what the provider told that names them. Their random id
 * stays; the address waits for the last mail alone.
 */
export const erasePerson = async (sql: Sql, userId: UserId, email: string): Promise<void> => {
  await sql.query('INSERT INTO leavings (user_id, address) VALUES ($1, $2)', [userId, email]);
  for (const table of ofThePerson) await sql.query(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
  await sql.query(
    'DELETE FROM verifications WHERE identifier = $1 OR strpos(value, $1) > 0 OR strpos(value, $2) > 0',
    [email, userId],
  );
  // A card that is told of later stands no more, and is forgotten like the others.
  await sql.query(
    "UPDATE payers SET provider_method_id = NULL, card_at = '9999-12-31 00:00:00Z' WHERE supporter_id = $1",
    [userId],
  );
  await sql.query("UPDATE claims SET findings = '[]' WHERE user_id = $1", [userId]);
  await forgetTold(sql, email);
  await sql.query(
    `UPDATE users SET handle = 'left:' || id, email = 'left:' || id, name = 'Somebody who left', image = NULL,
       email_verified = false, two_factor_enabled = false, updated_at = flattr_now(), left_at = flattr_now() WHERE id = $1`,
    [userId],
  );
};

const ofThePerson = [
  'sessions',
  'credentials',
  'two_factors',
  'tried_codes',
  'passkeys',
  'tokens',
  'webhook_endpoints',
  'oauth_device_codes',
  // The tokens of apps go with what was agreed to, and all that others agreed to with an app of theirs goes with it.
  'oauth_consents',
  'oauth_apps',
  'idempotency_keys',
  'listens',
];

/** Empties what the provider told that holds an address; an event is applied without its body. */
const forgetTold = (sql: Sql, email: string) =>
  sql.query("UPDATE webhook_events SET body = '' WHERE body <> '' AND strpos(lower(body), lower($1)) > 0", [
    email,
  ]);
