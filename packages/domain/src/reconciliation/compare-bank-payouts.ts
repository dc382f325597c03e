import type { Reader } from '@flattr/database';
import { currencyOf, type Money, money } from '../money.ts';
import type { BankPayout, PaymentGateway } from '../ports.ts';
import type { DifferenceKind } from './difference.ts';
import type { Finding } from './tally.ts';

type Row = {
  id: string;
  account: string;
  bank_reference: string;
  provider_payout_id: string | null;
  currency: string;
  amount: string;
  state: string;
  at: Date;
};

type Ours = Omit<Row, 'amount' | 'currency'> & { readonly amount: Money };

type BankComparison = { readonly findings: readonly Finding[]; readonly compared: number };

/**
 * Compares, account by account, what went from creators' accounts to their banks with the payouts from a moment on, and those
 * that are not over. An account at the provider is asked for once. What becomes of a payout is looked up once a day at least,
 * and nothing is late that was looked up less than a day ago.
 */
export const compareBankPayouts = async (
  reader: Reader,
  gateway: PaymentGateway,
  since: Date | undefined,
): Promise<BankComparison> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, provider_account_id AS account, bank_reference, provider_payout_id, currency, amount_micros AS amount, state,
       greatest(created_at, transferred_at, returning_at, ended_at, looked_up_at) AS at
     FROM payouts WHERE provider_transfer_id IS NOT NULL
       AND ($1::timestamptz IS NULL OR created_at >= $1 OR state IN ('TRANSFERRED', 'RETURNING'))`,
    [since ?? null],
  );
  const findings: Finding[] = [];
  let compared = 0;
  const accounts = Map.groupBy(
    rows.map((row): Ours => ({ ...row, amount: money(BigInt(row.amount), currencyOf(row.currency)) })),
    ({ account }) => account,
  );
  for (const [account, ours] of accounts) {
    const left = new Map(ours.map((one) => [one.bank_reference, one]));
    for await (const bank of gateway.listBankPayouts(account, since)) {
      compared++;
      const one = left.get(bank.reference) ?? ours.find(({ provider_payout_id: id }) => id === bank.id);
      if (one) left.delete(one.bank_reference);
      findings.push(...comparePair(bank, one));
    }
    for (const one of left.values()) if (one.provider_payout_id) findings.push(unknownThere(one));
  }
  return { findings, compared };
};

const unknownThere = (one: Ours): Finding => ({
  difference: {
    kind: 'bank-payout-unknown-to-provider',
    ours: { id: `payout:${one.id}`, amount: one.amount, state: one.state },
  },
  at: one.at,
  underWay: false,
});

/** In which states here a payout may be that the bank has, or may yet get, or has sent back. */
const agreeing: Readonly<Record<BankPayout['state'], readonly string[]>> = {
  'on-its-way': ['TRANSFERRED'],
  paid: ['PAID'],
  failed: ['RETURNING', 'FAILED'],
};

const comparePair = (bank: BankPayout, one: Ours | undefined): readonly Finding[] => {
  const kind = kindOf(bank, one);
  if (!kind) return [];
  const provider = { id: bank.id, amount: bank.amount, state: bank.state };
  const ours = one && { id: `payout:${one.id}`, amount: one.amount, state: one.state };
  const times = [bank.since, one?.at].filter((moment) => moment !== undefined);
  const at = new Date(Math.max(...times.map((moment) => moment.getTime())));
  const underWay = one?.state === 'TRANSFERRED' || one?.state === 'RETURNING';
  return [{ difference: { kind, provider, ours }, at, underWay }];
};

const kindOf = (bank: BankPayout, one: Ours | undefined): DifferenceKind | undefined => {
  if (!one) return 'bank-payout-missing-here';
  if (bank.amount.micros !== one.amount.micros || bank.amount.currency !== one.amount.currency)
    return 'bank-payout-amount';
  return agreeing[bank.state].includes(one.state) ? undefined : 'bank-payout-state';
};
