// Everything that the database holds of money, as lines of text: the model writes the same lines.
import type { Job } from '@flattr/domain/events';
import type { Platform } from '@flattr/domain/platform';

type JobRow = { id: string; job: string; payload: Job['payload']; key: string; done: boolean };

const jobKeys = `
  SELECT o.id, o.job, o.payload, o.done_at IS NOT NULL AS done,
    CASE o.job WHEN 'top-up-wallet' THEN o.job || ' ' || u.handle || ' ' || (o.payload ->> 'month')
      WHEN 'fire-standing-flattrs' THEN o.job || ' ' || (o.payload ->> 'month')
    ELSE concat_ws(' ', o.job, p.month, c.handle, p.currency) END AS key
  FROM outbox o
  LEFT JOIN users u ON u.id::text = o.payload ->> 'supporterId'
  LEFT JOIN payouts p ON p.id::text = o.payload ->> 'payoutId'
  LEFT JOIN users c ON c.id = p.creator_id
  WHERE o.job IN ('top-up-wallet', 'fire-standing-flattrs', 'send-payout', 'mail-payout')`;

/** The recorded jobs that the model knows, each by a name that it can write too. */
export const readJobs = async (pool: Platform['pool']): Promise<readonly JobRow[]> =>
  (await pool.query<JobRow>(jobKeys)).rows;

const lines = `
  SELECT concat_ws(' ', 'account', a.kind || coalesce(':' || u.handle, ':' || a.month, ''), a.currency, sum(e.amount_micros)) AS line
    FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id LEFT JOIN users u ON u.id = a.owner_id
    GROUP BY a.id, u.handle HAVING sum(e.amount_micros) <> 0
  UNION ALL SELECT concat_ws(' ', 'month', month, state, fee_basis_points) FROM months
  UNION ALL SELECT concat_ws(' ', 'flattr', f.month, u.handle, thing, f.weight) FROM flattrs f
    JOIN users u ON u.id = f.supporter_id JOIN named ON named.id = f.thing_id
  UNION ALL SELECT concat_ws(' ', 'budget', u.handle, b.from_month, b.amount_micros, b.currency, b.months_at_once,
      coalesce(b.max_per_flattr_micros::text, 'none')) FROM budgets b JOIN users u ON u.id = b.supporter_id
  UNION ALL SELECT concat_ws(' ', 'charge', c.kind, u.handle, c.gross_micros, c.currency, c.state, c.net_micros, c.hold_days)
    FROM charges c JOIN users u ON u.id = c.supporter_id
  UNION ALL SELECT concat_ws(' ', 'source', s.month, u.handle, c.gross_micros, c.currency, s.amount_micros)
    FROM settled_sources s JOIN charges c ON c.id = s.charge_id JOIN users u ON u.id = c.supporter_id
  UNION ALL SELECT concat_ws(' ', 'settled', s.month, u.handle, s.currency, s.budget_micros, s.wallet_micros, s.spent_micros,
      s.fee_micros, s.flattrs, coalesce(s.max_per_flattr_micros::text, 'none')) FROM settled_supporters s JOIN users u ON u.id = s.supporter_id
  UNION ALL SELECT concat_ws(' ', 'thing', s.month, thing, u.handle, s.currency, s.amount_micros, s.flattrs)
    FROM thing_sums s JOIN named ON named.id = s.thing_id JOIN users u ON u.id = s.creator_id
  UNION ALL SELECT concat_ws(' ', 'split', place, thing, u.handle, state, from_month) FROM split_rows JOIN users u ON u.id = proposed_by
  UNION ALL SELECT concat_ws(' ', 'split', place, thing, u.handle, p.basis_points, CASE WHEN p.accepted_at IS NULL THEN 'false' ELSE 'true' END)
    FROM split_rows JOIN split_parts p ON p.split_id = split_rows.id JOIN users u ON u.id = p.beneficiary_id
  UNION ALL SELECT concat_ws(' ', 'standing', u.handle, thing, s.weight, s.first_month, coalesce(s.last_month, 'open'),
      CASE WHEN s.stopped_at IS NULL THEN 'false' ELSE 'true' END, s.fired_month)
    FROM standing_flattrs s JOIN users u ON u.id = s.supporter_id JOIN named ON named.id = s.thing_id
  UNION ALL SELECT concat_ws(' ', 'earnings', e.month, u.handle, e.currency, e.available_on, e.amount_micros)
    FROM earnings e JOIN users u ON u.id = e.creator_id
  UNION ALL SELECT concat_ws(' ', 'statement', month, currency, wallets_micros, fees_micros, distributed_micros, kept_micros, flattrs)
    FROM statements
  UNION ALL SELECT concat_ws(' ', 'payout', p.month, u.handle, p.currency, p.amount_micros, p.state)
    FROM payouts p JOIN users u ON u.id = p.creator_id
  UNION ALL SELECT concat_ws(' ', 'part', p.month, u.handle, p.currency, part.month, part.available_on, part.amount_micros)
    FROM payout_parts part JOIN payouts p ON p.id = part.payout_id JOIN users u ON u.id = p.creator_id
  UNION ALL SELECT concat_ws(' ', 'job', key, CASE WHEN done THEN 'done' ELSE 'undone' END) FROM jobs`;

const everything = `
  WITH jobs AS MATERIALIZED (${jobKeys}),
    named AS MATERIALIZED (SELECT id, substring(url FROM '://([^.]+)') AS thing FROM things),
    split_rows AS MATERIALIZED (SELECT s.id, row_number() OVER (ORDER BY proposed_at) AS place, thing, proposed_by, from_month,
        CASE WHEN from_month IS NOT NULL THEN 'IN FORCE' WHEN ended_at IS NOT NULL THEN 'ENDED' ELSE 'OPEN' END AS state
      FROM splits s JOIN named ON named.id = s.thing_id)
  SELECT line FROM (${lines}) AS all_lines`;

/** Every line of the database, in order. */
export const readLines = async (pool: Platform['pool']): Promise<readonly string[]> =>
  (await pool.query<{ line: string }>(everything)).rows.map(({ line }) => line).sort();
