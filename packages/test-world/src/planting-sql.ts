export type Plot = {
  readonly seed: number;
  readonly start: Date;
  readonly supporters: number;
  readonly things: number;
  readonly creators: number;
  readonly givingCreators: number;
};

type Steps = readonly string[];

/** Ids as the product makes them, UUIDv7 of the month's first moment, that sort by their number within their kind. */
const kinds = { user: '1', thing: '2', charge: '3', split: '4' } as const;

const idHead = ({ seed, start }: Plot, kind: keyof typeof kinds): string => {
  const time = start.getTime().toString(16).padStart(12, '0');
  return `${time}7${kinds[kind]}008${(seed & 0xfff).toString(16).padStart(3, '0')}`;
};

const id = (plot: Plot, kind: keyof typeof kinds, n: string): string =>
  `('${idHead(plot, kind)}' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** A number from 0 to below that follows from the seed, a name and SQL's n alone. */
const chance = ({ seed }: Plot, name: number, n: string, below: string | number): string =>
  `((hashint8extended((${n})::bigint, ${seed * 16 + name}) & 1073741823) % ${below})`;

/**
 * Users 0 … s − 1 give; the last few of these and those after them create. Each of these few owns one of the last things.
 * Somebody who is so many creators after a thing's own one may share in it.
 */
const creatorOf = (plot: Plot, thing: string, after: string | number = 0): string => {
  const firstOwned = plot.things - plot.givingCreators;
  const creator = `CASE WHEN ${thing} >= ${firstOwned} THEN ${thing} - ${firstOwned}
    ELSE ${chance(plot, 1, thing, plot.creators)} END`;
  const placed = `(${creator} + ${after}) % ${plot.creators}`;
  return id(plot, 'user', `(${plot.supporters - plot.givingCreators} + ${placed})::bigint`);
};

const name = ({ seed, start }: Plot): string =>
  `planted-${start.toISOString().slice(0, 7).replace('-', '')}-${seed}`;

const moment = ({ start }: Plot): string => `'${start.toISOString()}'::timestamptz`;

/** People, and things: every 25th of them waits for its creator. */
export const plantedPeople = (plot: Plot): Steps => {
  const users = plot.supporters + plot.creators - plot.givingCreators;
  const firstOwned = plot.things - plot.givingCreators;
  return [
    `INSERT INTO users (id, handle, name, email, created_at, updated_at)
     SELECT ${id(plot, 'user', 'n')}, '${name(plot)}-' || n, 'Planted ' || n,
       '${name(plot)}-' || n || '@people.example', ${moment(plot)}, ${moment(plot)}
     FROM generate_series(0, ${users - 1}) n`,
    `INSERT INTO things (id, url, title, kind, creator_id, created_at)
     SELECT ${id(plot, 'thing', 'n')}, 'https://planted.example/${name(plot)}/' || n, 'Planted ' || n,
       'ARTICLE', CASE WHEN n % 25 <> 7 OR n >= ${firstOwned} THEN ${creatorOf(plot, 'n')} END, ${moment(plot)}
     FROM generate_series(0, ${plot.things - 1}) n`,
  ];
};

/** Of the things every 25th is shared by three, its creator and the two after, in parts that leave micros over. */
export const plantedSplits = (plot: Plot): Steps => {
  if (plot.creators < 3) return [];
  const month = plot.start.toISOString().slice(0, 7);
  const shared = `generate_series(0, ${plot.things - 1}, 25) n`;
  return [
    `INSERT INTO splits (id, thing_id, proposed_by, proposed_at, from_month, in_force_at)
     SELECT ${id(plot, 'split', 'n')}, ${id(plot, 'thing', 'n')}, ${creatorOf(plot, 'n')}, ${moment(plot)}, '${month}',
       ${moment(plot)} FROM ${shared}`,
    `INSERT INTO split_parts (split_id, beneficiary_id, basis_points, accepted_at)
     SELECT ${id(plot, 'split', 'n')}, ${creatorOf(plot, 'n', 'nth')}, points, ${moment(plot)}
     FROM ${shared} CROSS JOIN (VALUES (0, 3334), (1, 3333), (2, 3333)) AS parts (nth, points)`,
  ];
};

/**
 * Budgets of 2 to 20, and one in ten says what a flattr of weight 1 may cost at most, a twentieth of it. One wallet in ten has a charge of one month and is short by the provider's fee, three have two of
 * these, the others one of three months.
 */
export const plantedWallets = (plot: Plot): Steps => {
  const month = plot.start.toISOString().slice(0, 7);
  const wallets = `SELECT n, ${id(plot, 'user', 'n')} AS supporter_id,
      CASE WHEN n % 20 = 19 THEN 'USD' ELSE 'EUR' END AS currency,
      (2 + ${chance(plot, 2, 'n', 19)}) * 1000000 AS budget, ${chance(plot, 3, 'n', 10)} AS luck
    FROM generate_series(0, ${plot.supporters - 1}) n`;
  return [
    `CREATE TEMPORARY TABLE planted_wallets ON COMMIT DROP AS ${wallets}`,
    `CREATE TEMPORARY TABLE planted_charges ON COMMIT DROP AS
     SELECT supporter_id, currency, ${id(plot, 'charge', 'n * 2 + nth')} AS id, gross,
       gross - (gross * 15 / 1000 + 250000) AS net, hold_days, ${moment(plot)} + make_interval(
         secs => (nth * 800000 + ${chance(plot, 4, 'n * 2 + nth', 800000000)} / 1000.0)::float8) AS charged_at
     FROM planted_wallets
     CROSS JOIN LATERAL (VALUES (0, 30, luck > 3), (1, 7, luck BETWEEN 1 AND 3)) AS plan (nth, hold_days, large)
     CROSS JOIN LATERAL (SELECT CASE WHEN nth = 0 AND large THEN 3 ELSE 1 END * budget AS gross) AS paid
     WHERE nth = 0 OR large`,
    `INSERT INTO budgets (supporter_id, from_month, currency, amount_micros, months_at_once, set_at, max_per_flattr_micros)
     SELECT supporter_id, '${month}', currency, budget, 1, ${moment(plot)},
       CASE WHEN luck = 9 THEN budget / 20 / 10000 * 10000 END FROM planted_wallets`,
  ];
};

/** Each charge is posted as the product posts it, in a transaction of its own, all of them in one statement. */
export const plantedLedger: Steps = [
  `INSERT INTO ledger_accounts (kind, owner_id, currency)
   SELECT 'wallet', supporter_id, currency FROM planted_wallets
   UNION ALL SELECT 'stripe', NULL, currency FROM (VALUES ('EUR'), ('USD')) AS two (currency)
   ON CONFLICT DO NOTHING`,
  `INSERT INTO ledger_transactions (kind, reference, posted_at)
   SELECT 'charge', 'charge:' || id, (SELECT flattr_now()) FROM planted_charges ORDER BY charged_at, id`,
  'ANALYZE planted_charges, ledger_accounts, ledger_transactions',
  'SET LOCAL session_replication_role = replica',
  `INSERT INTO charges (id, supporter_id, kind, state, reference, currency, gross_micros, net_micros, charged_at,
     hold_days, transaction_id, created_at)
   SELECT c.id, supporter_id, 'CHECKOUT', 'SUCCEEDED', 'checkout:' || c.id, currency, gross, net, charged_at,
     hold_days, t.id, charged_at
   FROM planted_charges c JOIN ledger_transactions t ON t.reference = 'charge:' || c.id`,
  'SET LOCAL session_replication_role = origin',
  'ANALYZE charges',
  // Of the triggers of entries only the guards run, not the references.
  'ALTER TABLE ledger_entries DISABLE TRIGGER ALL, ENABLE TRIGGER USER',
  `INSERT INTO ledger_entries (transaction_id, line, account_id, amount_micros, currency)
   SELECT c.transaction_id, line, a.id, CASE line WHEN 1 THEN -net_micros ELSE net_micros END, c.currency
   FROM planted_charges p JOIN charges c ON c.id = p.id CROSS JOIN (VALUES (1), (2)) AS lines (line)
   JOIN ledger_accounts a ON a.name = CASE line WHEN 1 THEN 'stripe' ELSE 'wallet:' || p.supporter_id END
     AND a.currency = c.currency
   ORDER BY 1, 2`,
  'ALTER TABLE ledger_entries ENABLE TRIGGER ALL',
];

export const plantedFlattrs = (plot: Plot, bounds: readonly number[]): Steps => {
  const runs = bounds.slice(1).map((end, run) => `(${run}, ${bounds[run]}, ${end})`);
  // Within a run of things the first are the loved ones too: the place grows by a power that luck draws.
  const place = `CASE WHEN high = ${plot.things} AND n >= ${plot.supporters - plot.givingCreators}
      THEN n - ${plot.supporters - plot.givingCreators} + ${plot.things - plot.givingCreators} ELSE (low + floor((high - low) * ${chance(plot, 5, 'n * 1024 + run', 1000000)} / 1000000.0
    * ${chance(plot, 6, 'n * 1024 + run', 1000000)} / 1000000.0))::bigint END`;
  const weight = `CASE WHEN ${chance(plot, 7, 'n * 1024 + run', 20)} = 0 THEN
    1 + ${chance(plot, 8, 'n * 1024 + run', 10)} ELSE 1 END`;
  const month = plot.start.toISOString().slice(0, 7);
  const room = `flattrs_${month.replace('-', '_')}`;
  return [
    // Attached again, the month's room gets its guards and its indexes back, which are built faster than they grow.
    `ALTER TABLE flattrs DETACH PARTITION ${room}`,
    `ALTER TABLE ${room} DROP CONSTRAINT ${room}_pkey, ADD CONSTRAINT planted CHECK (month IS NOT NULL AND month = '${month}')`,
    `DROP INDEX ${room}_thing_id_idx`,
    `INSERT INTO ${room} (supporter_id, thing_id, flattred_at, month, weight)
     SELECT ${id(plot, 'user', 'n')}, ${id(plot, 'thing', place)},
       ${moment(plot)} + ${chance(plot, 9, 'n * 1024 + run', 1600000)} * interval '1 second',
       '${month}', ${weight}
     FROM generate_series(0, ${plot.supporters - 1}) n
     CROSS JOIN (VALUES ${runs.join(', ')}) AS runs (run, low, high)`,
    `ALTER TABLE flattrs ATTACH PARTITION ${room} FOR VALUES IN ('${month}')`,
    `ALTER TABLE ${room} DROP CONSTRAINT planted`,
    'SELECT count_flattrs_again()',
  ];
};
