import type { Sql } from '@flattr/database';
import { lockHost } from '../claims/claim-row.ts';
import { endClaim } from '../claims/end-claim.ts';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { handleOf } from '../users/handle.ts';
import { endTakingPart } from './end-taking-part.ts';
import { erasePerson } from './erase-person.ts';
import { issueReceipt } from './issue-receipt.ts';

/**
 * Takes somebody out of Flattr for good, in one transaction: what they give and receive ends with the open month, their sites
 * have no owner, and all that is known of them is erased. Their money follows (`settle-leaving.ts`). Returns the receipt by
 * which they can ask for what could not reach them. Refuses, in this order: `already-left`, `confirmation-wrong`.
 */
export const leaveFlattr = async (
  platform: Platform,
  userId: UserId,
  { handle }: { readonly handle: string },
): Promise<{ readonly receipt: string }> => {
  const { receipt, jobs } = await inOpenMonth(platform, undefined, async (sql, open) => {
    // Whoever decides about claims holds the host first, and then their users.
    const hosts = await readHosts(sql, userId);
    for (const host of hosts) await lockHost(sql, host);
    const email = await holdPerson(sql, userId, handle);
    const jobs = await endClaims(sql, userId);
    await endBudget(sql, userId, open);
    await erasePerson(sql, userId, email);
    await endTakingPart(sql, userId, open);
    const recorded = await recordJobs(sql, [
      { name: 'mail-leaving', payload: { userId, news: 'left' } },
      { name: 'settle-leaving', payload: { userId } },
      { name: 'forget-cards', payload: { supporterId: userId } },
    ]);
    return { receipt: await issueReceipt(sql, userId), jobs: [...jobs, ...recorded] };
  });
  await platform.queue.ring(jobs);
  return { receipt };
};

const readHosts = async (sql: Sql, userId: UserId): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ host: string }>(
    "SELECT DISTINCT host FROM claims WHERE user_id = $1 AND state <> 'WITHDRAWN' ORDER BY host",
    [userId],
  );
  return rows.map(({ host }) => host);
};

/** Holds the person alone, so that nothing of theirs begins meanwhile, and gives their address. */
const holdPerson = async (sql: Sql, userId: UserId, typed: string): Promise<string> => {
  const { rows } = await sql.query<{ handle: string; email: string }>(
    'SELECT handle, email FROM users WHERE id = $1 AND left_at IS NULL FOR UPDATE',
    [userId],
  );
  const [person] = rows;
  if (!person) throw new Refusal('already-left');
  if (handleOf(typed) !== person.handle) throw new Refusal('confirmation-wrong', ['handle']);
  return person.email;
};

const endClaims = async (sql: Sql, userId: UserId): Promise<readonly RecordedJob[]> => {
  const { rows } = await sql.query<{ id: string; host: string }>(
    "SELECT id, host FROM claims WHERE user_id = $1 AND state <> 'WITHDRAWN' ORDER BY host, id",
    [userId],
  );
  const jobs: RecordedJob[] = [];
  for (const { id, host } of rows) jobs.push(...(await endClaim(sql, host, id)));
  return jobs;
};

/** Nothing is given from the open month on; what was in force for the months before stays as it was. */
const endBudget = async (sql: Sql, userId: UserId, open: Month): Promise<void> => {
  await sql.query('DELETE FROM budgets WHERE supporter_id = $1 AND from_month >= $2', [userId, open]);
  await sql.query(
    `INSERT INTO budgets (supporter_id, from_month, currency, amount_micros, months_at_once)
     SELECT supporter_id, $2, currency, 0, months_at_once FROM budgets WHERE supporter_id = $1
     ORDER BY from_month DESC LIMIT 1`,
    [userId, open],
  );
};
