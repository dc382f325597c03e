import { setTimeout as wait } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

export type KeyedRequest = {
  readonly userId: UserId;
  /** 1 to 255 characters, drawn by the client. */
  readonly key: string;
  /** SHA-256 of what is asked for. */
  readonly inputHash: Uint8Array;
};

export type OncePerKey<Answer> = { readonly answer: Answer; readonly replayed: boolean };

/** Who began and has not answered for so long is taken for dead. */
const leaseSeconds = 60;
const patienceMs = 5_000;
const pollMs = 25;

/**
 * Does what a key stands for once, and gives the same answer whenever the same user asks with it again, for a week. While it
 * is under way others wait for it. Refuses `idempotency-mismatch` for another input and `idempotency-in-flight`; what throws
 * leaves the key as if it had not been used. Where a process died before it answered, it is done again after a minute: every
 * verb by itself does nothing twice.
 */
export const oncePerKey = async <Answer>(
  platform: Platform,
  request: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<OncePerKey<Answer>> => {
  for (const until = Date.now() + patienceMs; ; await wait(pollMs)) {
    if (await begins(platform, request))
      return { answer: await doIt(platform, request, work), replayed: false };
    const known = await read<Answer>(platform, request);
    if (known?.mismatch) throw new Refusal('idempotency-mismatch');
    if (known?.done) return { answer: known.answer, replayed: true };
    if (Date.now() > until) throw new Refusal('idempotency-in-flight');
  }
};

/** Takes the key, or takes it over from who died with it. */
const begins = async ({ pool }: Platform, { userId, key, inputHash }: KeyedRequest): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `INSERT INTO idempotency_keys AS k (user_id, key, input_hash) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, key) DO UPDATE SET begun_at = clock_timestamp()
     WHERE k.answer IS NULL AND k.input_hash = $3 AND k.begun_at < clock_timestamp() - make_interval(secs => $4)`,
    [userId, key, inputHash, leaseSeconds],
  );
  return rowCount === 1;
};

/** Where the answer cannot be kept, the key stays begun: what was done is not done again before the lease is over. */
const doIt = async <Answer>(
  { pool }: Platform,
  { userId, key }: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const answer = await work().catch(async (error: unknown) => {
    await pool.query('DELETE FROM idempotency_keys WHERE user_id = $1 AND key = $2 AND answer IS NULL', [
      userId,
      key,
    ]);
    throw error;
  });
  await pool.query('UPDATE idempotency_keys SET answer = $3 WHERE user_id = $1 AND key = $2', [
    userId,
    key,
    serialize(answer),
  ]);
  return answer;
};

type Known<Answer> =
  | { readonly mismatch: true; readonly done: false }
  | { readonly mismatch: false; readonly done: false }
  | { readonly mismatch: false; readonly done: true; readonly answer: Answer };

const read = async <Answer>(
  { pool }: Platform,
  { userId, key, inputHash }: KeyedRequest,
): Promise<Known<Answer> | undefined> => {
  const { rows } = await pool.query<{ same: boolean; answer: Buffer | null }>(
    'SELECT input_hash = $3 AS same, answer FROM idempotency_keys WHERE user_id = $1 AND key = $2',
    [userId, key, inputHash],
  );
  const [row] = rows;
  if (!row) return undefined;
  if (!row.same) return { mismatch: true, done: false };
  return row.answer === null
    ? { mismatch: false, done: false }
    : { mismatch: false, done: true, answer: deserialize(row.answer) };
};
