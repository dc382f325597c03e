import type { Month } from '../month.ts';

/** What a settled month was computed from, what was written of it, and the whole ledger; README.md of tools/verify-month. */
export type ExportedTable = { readonly name: string; readonly query: string };

/**
 * The files of an exported month by name, each a query in the order in which it is read: by supporter, or by position.
 * A month is a name of digits and a hyphen, and so stands in the text of a query that takes no parameters.
 */
export const exportedTables = (month: Month): readonly ExportedTable[] => [
  { name: 'budgets', query: budgets(month) },
  { name: 'flattrs', query: flattrs(month) },
  { name: 'things', query: things(month) },
  { name: 'splits', query: splits(month) },
  { name: 'charges', query: charges },
  { name: 'earlier_sources', query: sources(`s.month < '${month}'`) },
  { name: 'ledger_accounts', query: accounts },
  { name: 'ledger_transactions', query: transactions },
  { name: 'ledger_entries', query: entries },
  { name: 'settled_supporters', query: settledSupporters(month) },
  { name: 'settled_sources', query: sources(`s.month = '${month}'`) },
  { name: 'thing_sums', query: thingSums(month) },
  { name: 'earnings', query: earnings(month) },
];

const budgets = (month: Month) => `
  SELECT supporter_id, from_month, currency, amount_micros, max_per_flattr_micros
  FROM budgets WHERE from_month <= '${month}' ORDER BY supporter_id, from_month`;

const flattrs = (month: Month) => `
  SELECT supporter_id, thing_id, weight FROM flattrs WHERE month = '${month}' ORDER BY supporter_id, thing_id`;

const things = (month: Month) => `
  SELECT id AS thing_id, receiver_of('${month}', id, creator_id, creator_from) AS creator_id FROM things
  WHERE id IN (SELECT thing_id FROM flattrs WHERE month = '${month}') ORDER BY id`;

/** All splits that were in force in this month or before, of which the last one counts; one without parts is its receiver's. */
const splits = (month: Month) => `
  SELECT s.thing_id, s.from_month, (extract(epoch FROM s.in_force_at) * 1000000)::bigint AS in_force_at_us,
    s.id AS split_id, coalesce(p.beneficiary_id, receiver_of('${month}', t.id, t.creator_id, t.creator_from)) AS beneficiary_id,
    coalesce(p.basis_points, 10000) AS basis_points
  FROM splits s JOIN things t ON t.id = s.thing_id LEFT JOIN split_parts p ON p.split_id = s.id
  WHERE s.from_month <= '${month}' AND s.thing_id IN (SELECT thing_id FROM flattrs WHERE month = '${month}')
  ORDER BY s.thing_id, s.from_month, s.in_force_at, s.id, beneficiary_id`;

const charges = `
  SELECT supporter_id, id AS charge_id, currency, net_micros,
    floor(extract(epoch FROM charged_at) * 1000)::bigint AS charged_at_ms, hold_days, transaction_id
  FROM charges WHERE state = 'SUCCEEDED' ORDER BY supporter_id, id`;

const sources = (condition: string) => `
  SELECT c.supporter_id, s.charge_id, s.month, s.amount_micros
  FROM settled_sources s JOIN charges c ON c.id = s.charge_id
  WHERE ${condition} ORDER BY c.supporter_id, s.charge_id, s.month`;

const accounts = `
  SELECT id AS account_id, kind, owner_id, thing_id, month, currency FROM ledger_accounts
  ORDER BY kind, owner_id, thing_id, month, currency`;

const transactions = 'SELECT id AS transaction_id, kind, reference FROM ledger_transactions ORDER BY id';

const entries = `
  SELECT transaction_id, line, account_id, currency, amount_micros FROM ledger_entries
  ORDER BY transaction_id, line`;

const settledSupporters = (month: Month) => `
  SELECT supporter_id, currency, budget_micros, max_per_flattr_micros,
    wallet_micros, spent_micros, fee_micros, flattrs, weights, available_on
  FROM settled_supporters WHERE month = '${month}' ORDER BY supporter_id, currency`;

const thingSums = (month: Month) => `
  SELECT thing_id, creator_id AS beneficiary_id, currency, amount_micros, flattrs FROM thing_sums
  WHERE month = '${month}' ORDER BY thing_id, creator_id, currency`;

const earnings = (month: Month) => `
  SELECT creator_id, currency, available_on, amount_micros FROM earnings
  WHERE month = '${month}' AND NOT released ORDER BY creator_id, currency, available_on`;
