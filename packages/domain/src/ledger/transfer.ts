import type { Account, KnownAccount } from './accounts.ts';

export type Line = { readonly account: Account | KnownAccount; readonly micros: bigint };

/** What touches a wallet, earnings or what leads there. */
export const peoplesKinds = [
  'charge',
  'settlement',
  'earnings',
  'payout',
  'payout-sent',
  'payout-returned',
  'escrow-released',
  'escrow-returned',
  'refund',
  'refund-returned',
  'dispute',
  'dispute-returned',
  'payout-reversed',
  'orphaned',
  'orphan-released',
] as const;

/** What moves between the operator's accounts and the provider, and touches nobody else's. */
const operatorKinds = [
  'cost',
  'operator-payout',
  'operator-payout-returned',
  'deposit',
  'deposit-returned',
  'reserve-set-aside',
  'reserve-released',
  'losses-covered',
  'fees-covered',
] as const;

export type PeoplesKind = (typeof peoplesKinds)[number];
export type TransferKind = PeoplesKind | (typeof operatorKinds)[number];

/** A ledger transaction as a value: its lines add up to 0 in each currency. The reference names its effect for ever. */
export type Transfer = {
  readonly kind: TransferKind;
  readonly reference: string;
  readonly lines: readonly Line[];
};

/** Makes a transfer of its lines, without those of 0; lines that do not balance are our bug. */
export const transfer = (kind: TransferKind, reference: string, lines: readonly Line[]): Transfer => {
  const sums = new Map<string, bigint>();
  for (const { account, micros } of lines) {
    sums.set(account.currency, (sums.get(account.currency) ?? 0n) + micros);
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0n) throw new Error(`the transfer ${reference} is off by ${sum} micros in ${currency}`);
  }
  return { kind, reference, lines: lines.filter((line) => line.micros !== 0n) };
};

/** A transfer of one sum from one account to another. */
export const move = (
  kind: TransferKind,
  reference: string,
  of: { from: Account; to: Account; micros: bigint },
): Transfer =>
  transfer(kind, reference, [
    { account: of.from, micros: -of.micros },
    { account: of.to, micros: of.micros },
  ]);
