import { type Reader, transactionAfter } from '@flattr/database';
import type { Money } from '../money.ts';
import { readTakeable } from '../operator/read-takeable.ts';
import type { Platform } from '../platform.ts';
import { compareBalance } from './compare-balance.ts';
import { compareBankPayouts } from './compare-bank-payouts.ts';
import { compareMovements } from './compare-movements.ts';
import type { Difference } from './difference.ts';
import { readUnseenPostings, type UnseenPosting } from './read-unseen-postings.ts';
import { emptyTally, explain, type Finding, isInFlight, type Patience, type Tally } from './tally.ts';
import { nameTooMuch } from './too-much.ts';

export type Comparison = {
  /** From when on objects were compared; absent, all were. */
  readonly since: Date | undefined;
  readonly compared: number;
  readonly differences: readonly Difference[];
  readonly inFlight: readonly Difference[];
};

/** A day is enough for webhooks, retries and look-ups; what is older is a difference. */
const aDay: Patience = { newHours: 24, underWayHours: 24 };

const attemptsMax = 3;

/**
 * Compares the provider with the ledger, object by object from a moment on and the balance as a whole, and names each
 * difference. It reads only: one state of the database, and the provider while its balance stands still.
 */
export const compareProvider = async (
  platform: Platform,
  since: Date | undefined,
  patience: Patience = aDay,
): Promise<Comparison> => {
  for (let attempt = 1; ; attempt++) {
    const before = await platform.gateway.readHoldings();
    const isLast = attempt === attemptsMax;
    const comparison = await transactionAfter(platform.pool, snapshot, (sql) =>
      compareOnce({ platform, reader: sql, since, patience }, before, isLast),
    );
    if (comparison) return comparison;
  }
};

const snapshot = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';

type Looking = {
  readonly platform: Platform;
  readonly reader: Reader;
  readonly since: Date | undefined;
  readonly patience: Patience;
};

/** Nothing, if the balance moved meanwhile and there is another attempt; after the last it is left out as in flight. */
const compareOnce = async (
  { platform, reader, since, patience }: Looking,
  before: readonly Money[],
  isLast: boolean,
): Promise<Comparison | undefined> => {
  const { gateway } = platform;
  // The provider's answers are waited for inside.
  await reader.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  const { rows } = await reader.query<{ now: Date }>('SELECT flattr_now() AS now');
  const now = rows[0]?.now ?? new Date(0);
  const tally = emptyTally();
  await compareMovements(platform, reader, since, tally);
  for (const posting of await readUnseenPostings(reader, since, tally.seen)) addUnseen(tally, posting);
  const bank = await compareBankPayouts(reader, gateway, since);
  const stoodStill = sameHoldings(before, await gateway.readHoldings());
  if (!stoodStill && !isLast) return undefined;
  const balance = await compareBalance(reader, before, tally.explained);
  const findings = nameTooMuch([...tally.findings, ...bank.findings], await readTakeable(reader));
  const [inFlight, settled] = [true, false].map((flies) =>
    findings.filter((finding) => isInFlight(finding, patience, now) === flies).map(differenceOf),
  );
  return {
    since,
    compared: tally.compared + bank.compared,
    differences: [...(settled ?? []), ...(stoodStill ? balance : [])],
    inFlight: [...(inFlight ?? []), ...(stoodStill ? [] : balance)],
  };
};

const differenceOf = ({ difference }: Finding): Difference => difference;

const addUnseen = (tally: Tally, { path, name, total, underWay, at }: UnseenPosting): void => {
  explain(tally, total, -1n);
  const kind = path ? (`${path}-unknown-to-provider` as const) : 'posting-unknown';
  tally.findings.push({ difference: { kind, ours: { id: name, amount: total } }, at, underWay });
};

const sameHoldings = (one: readonly Money[], other: readonly Money[]): boolean => say(one) === say(other);

const say = (held: readonly Money[]): string =>
  held
    .map(({ micros, currency }) => `${currency} ${micros}`)
    .sort()
    .join(', ');
