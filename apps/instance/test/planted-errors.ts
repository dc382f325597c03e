import type { Forged, Row } from './verified-month.ts';

export type PlantedError = {
  readonly error: string;
  readonly plant: (forged: Forged) => void;
  /** What the verifier says of it. */
  readonly named: RegExp;
};

const add = (row: Row, column: string, micros: bigint): void => {
  row[column] = `${BigInt(row[column] ?? '') + micros}`;
};

const find = (rows: Row[], like: (row: Row) => boolean): Row => {
  const found = rows.find(like);
  if (!found) throw new Error('the month is too poor for this error');
  return found;
};

const spends = (row: Row) => row.spent_micros !== '0' && row.currency === 'EUR';
const least = (one = '', other = ''): bigint => (BigInt(one) < BigInt(other) ? BigInt(one) : BigInt(other));
const isCapped = (row: Row) =>
  row.max_per_flattr_micros !== '' &&
  BigInt(row.spent_micros ?? '') < least(row.budget_micros, row.wallet_micros);
const inEuros = (row: Row) => row.amount_micros !== '0' && row.currency === 'EUR';

/** The entry that a transaction of this kind in the month has on an account. */
const entryOf = (forged: Forged, transaction: string, account: (row: Row) => boolean): Row => {
  const ids = forged.rows('ledger_transactions').filter((row) => row.reference?.startsWith(transaction));
  const accounts = forged.rows('ledger_accounts').filter((row) => row.currency === 'EUR' && account(row));
  return find(
    forged.rows('ledger_entries'),
    (row) =>
      ids.some((one) => one.transaction_id === row.transaction_id) &&
      accounts.some((one) => one.account_id === row.account_id),
  );
};

const kind = (name: string) => (row: Row) => row.kind === name;
const dayBefore = (day = '') => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Errors as a settlement might make them; each leaves the rest of the export as it was. */
export const plantedErrors: readonly PlantedError[] = [
  {
    error: 'a micro moved from one supporter to another, in the rows and in the ledger',
    plant: (forged) => {
      const [one, other] = forged.rows('settled_supporters').filter(spends);
      for (const [row, micros] of [[one, 1n] as const, [other, -1n] as const]) {
        if (!row) throw new Error('the month is too poor for this error');
        add(row, 'spent_micros', micros);
        const wallet = (account: Row) => account.kind === 'wallet' && account.owner_id === row.supporter_id;
        add(entryOf(forged, 'settlement:2026-11:', wallet), 'amount_micros', -micros);
      }
    },
    named: /^What was spent of the supporter .* is \d+ in the export, recomputed it is \d+\.$/,
  },
  {
    error: 'a share moved from one creator to another',
    plant: (forged) => {
      const rows = forged.rows('thing_sums');
      const one = find(rows, inEuros);
      const other = find(rows, (row) => inEuros(row) && row.beneficiary_id !== one.beneficiary_id);
      [one.amount_micros, other.amount_micros] = [other.amount_micros ?? '', one.amount_micros ?? ''];
    },
    named: /^What the thing .* brought .* \(EUR\) is/,
  },
  {
    error: 'a fee rounded up',
    plant: (forged) => add(find(forged.rows('settled_supporters'), spends), 'fee_micros', 1n),
    named: /^The fee of the supporter .* is/,
  },
  {
    error: 'a flattr dropped',
    plant: (forged) => {
      const rows = forged.rows('flattrs');
      const { supporter_id = '' } = find(forged.rows('settled_supporters'), spends);
      const theirs = rows.filter((row) => row.supporter_id === supporter_id).map((row) => row.thing_id);
      const { thing_id = '' } = find(
        forged.rows('things'),
        (row) => row.creator_id !== supporter_id && !theirs.includes(row.thing_id),
      );
      rows.push({ supporter_id, thing_id, weight: '1' });
      rows.sort((a, b) => (`${a.supporter_id} ${a.thing_id}` < `${b.supporter_id} ${b.thing_id}` ? -1 : 1));
    },
    named: /^The number of flattrs that count of the supporter .* is \d+ in the export/,
  },
  {
    error: 'a flattr on an own thing counted',
    plant: (forged) => {
      const { supporter_id = '' } = find(forged.rows('settled_supporters'), spends);
      const given = find(forged.rows('flattrs'), (row) => row.supporter_id === supporter_id);
      find(forged.rows('things'), (row) => row.thing_id === given.thing_id).creator_id = supporter_id;
    },
    named: /^The number of flattrs that count of the supporter .* is/,
  },
  {
    error: 'another weight',
    plant: (forged) => {
      const row = find(forged.rows('flattrs'), ({ weight }) => weight === '10');
      row.weight = '9';
    },
    named: /^The sum of weights of the supporter .* is \d+ in the export, recomputed it is \d+\.$/,
  },
  {
    error: 'money available a day early',
    plant: (forged) => {
      const row = forged.rows('earnings').at(-1);
      if (row) row.available_on = dayBefore(row.available_on);
    },
    named:
      /^What the creator .* earned \(...\), available on [\d-]+, is \d+ in the export, recomputed it is nothing/,
  },
  {
    error: 'a wallet that is filled after the cut counted',
    plant: (forged) => {
      const late = forged.rows('charges').reduce((one, other) => {
        return BigInt(one.transaction_id ?? '') > BigInt(other.transaction_id ?? '') ? one : other;
      });
      const row = find(
        forged.rows('settled_supporters'),
        ({ supporter_id }) => supporter_id === late.supporter_id,
      );
      add(row, 'wallet_micros', BigInt(late.net_micros ?? ''));
    },
    named: /^The wallet at the cut of the supporter .* is/,
  },
  {
    error: 'a split overlooked',
    plant: (forged) => {
      const rows = forged.rows('splits');
      const { thing_id = '', beneficiary_id = '' } = find(
        forged.rows('thing_sums'),
        (row) => inEuros(row) && !rows.some((split) => split.thing_id === row.thing_id),
      );
      const { creator_id = '' } = find(forged.rows('things'), (row) => row.creator_id !== beneficiary_id);
      const split = { thing_id, from_month: '2026-11', in_force_at_us: '1', split_id: thing_id };
      rows.push({ ...split, beneficiary_id, basis_points: '7000' });
      rows.push({ ...split, beneficiary_id: creator_id, basis_points: '3000' });
      rows.sort((a, b) => (Object.values(a).join() < Object.values(b).join() ? -1 : 1));
    },
    named: /^What the thing .* brought .* \(EUR\) is nothing in the export, recomputed it is \d+\.$/,
  },
  {
    error: 'the basis points of two beneficiaries swapped',
    plant: (forged) => {
      const rows = forged.rows('splits').filter((row) => row.from_month === '2026-11');
      const one = find(rows, (row) => row.basis_points === '7001');
      const other = find(rows, (row) => row.basis_points === '2999' && row.split_id === one.split_id);
      [one.basis_points, other.basis_points] = [other.basis_points ?? '', one.basis_points ?? ''];
    },
    named: /^What the thing .* brought .* \(EUR\) is \d+ in the export, recomputed it is \d+\.$/,
  },
  {
    error: 'the split of the month before in place of the one in force',
    plant: (forged) => {
      const rows = forged.rows('splits');
      const { split_id } = find(rows, (row) => row.basis_points === '7001');
      rows.splice(0, rows.length, ...rows.filter((row) => row.split_id !== split_id));
    },
    named: /^What the thing .* brought .* \(EUR\) is \d+ in the export, recomputed it is \d+\.$/,
  },
  {
    error: 'a cap ignored',
    plant: (forged) => {
      const { supporter_id } = find(forged.rows('settled_supporters'), isCapped);
      for (const row of forged.rows('budgets')) {
        if (row.supporter_id === supporter_id) row.max_per_flattr_micros = '';
      }
    },
    named: /^What was spent of the supporter .* is \d+ in the export, recomputed it is \d+\.$/,
  },
  {
    error: 'the dust of a share kept by the house',
    plant: (forged) => {
      add(entryOf(forged, 'settlement:2026-11:', kind('fees')), 'amount_micros', 1n);
      add(entryOf(forged, 'settlement:2026-11:', kind('month')), 'amount_micros', -1n);
      add(entryOf(forged, 'earnings:2026-11', kind('month')), 'amount_micros', 1n);
      add(entryOf(forged, 'earnings:2026-11', kind('earnings')), 'amount_micros', -1n);
    },
    named: /^What the settlement posted to the account fees \(EUR\) is/,
  },
  {
    error: 'another total in the statement',
    plant: (forged) => forged.header(/"keptMicros": "(\d+)\d"/, '"keptMicros": "$19"'),
    named: /^keptMicros of the statement in EUR is/,
  },
  {
    error: 'what an earlier month drew forgotten',
    plant: (forged) => forged.rows('earlier_sources').shift(),
    named: /^The supporter .* has \d+ micros left of charges, but \d+ in the wallet\.$/,
  },
  {
    error: 'a supporter left out',
    plant: (forged) => {
      const rows = forged.rows('settled_supporters');
      rows.splice(rows.findIndex(spends), 1);
    },
    named: /^The supporter .* is missing in settled_supporters/,
  },
  {
    error: 'an unbalanced transaction',
    plant: (forged) => add(entryOf(forged, 'charge:', kind('wallet')), 'amount_micros', 1n),
    named: /^The transaction charge:.* is off by 1 micros EUR\.$/,
  },
];
