import { selfCheck } from '@flattr/domain/ledger/self-check';
import type { World } from '../create-world.ts';
import { dumpDatabase } from '../dump-database.ts';
import { seededMonth } from './seed-month.ts';

/**
 * What became of a month, as text: the database, what the provider charged and sent, and who was written to. A mail that
 * was sent by a process that died before it could say so is sent again, so each counts once here.
 */
export const readOutcome = async (world: World): Promise<string> => {
  const database = await dumpDatabase(world.platform.pool);
  const transfers: string[] = [];
  for await (const { reference, accountId, amount } of world.platform.gateway.listTransfers())
    transfers.push(`${reference} ${accountId} ${amount.micros} ${amount.currency}`);
  const mails = new Set((await world.mailbox.list()).map(({ to, subject }) => `${to} ${subject}`));
  return [
    database,
    'transfers',
    ...transfers.sort(),
    'payments',
    ...(await listPayments(world)),
    'mails',
    ...[...mails].sort(),
  ].join('\n');
};

/** The invariants of the ledger that do not hold, and the month if it is not over. */
export const readTrouble = async (world: World): Promise<readonly string[]> => {
  const checks = await selfCheck(world.platform);
  const month = await world.platform.db.month.findUniqueOrThrow({ where: { month: seededMonth } });
  const over = month.state === 'PAID' ? [] : [`the month is ${month.state}`];
  return [...over, ...checks.flatMap(({ id, broken }) => broken.map((line) => `${id}: ${line}`))];
};

type Page = {
  readonly data: readonly {
    readonly amount: number;
    readonly currency: string;
    readonly status: string;
    readonly metadata: { readonly reference?: string };
  }[];
  readonly has_more: boolean;
};

const listPayments = async ({ config, emulator }: World): Promise<readonly string[]> => {
  const answer = await fetch(`${emulator.url}/v1/payment_intents?limit=100`, {
    headers: { authorization: `Bearer ${config.stripe?.secretKey}` },
  });
  const page = (await answer.json()) as Page;
  if (page.has_more) throw new Error('there are more payments than one page shows');
  return page.data
    .map(({ amount, currency, status, metadata }) => `${metadata.reference} ${amount} ${currency} ${status}`)
    .sort();
};

/** Where two outcomes part, in a few lines; empty if they are the same. */
export const differenceOf = (expected: string, found: string): readonly string[] => {
  const [ours, theirs] = [expected.split('\n'), found.split('\n')];
  const missing = ours.filter((line) => !theirs.includes(line)).map((line) => `missing: ${line}`);
  const more = theirs.filter((line) => !ours.includes(line)).map((line) => `more: ${line}`);
  const counts =
    expected !== found && missing.length + more.length === 0 ? ['a line is there too often'] : [];
  return [...missing, ...more, ...counts].slice(0, 6);
};
