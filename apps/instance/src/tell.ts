import { currencyOf, formatDecimal, money } from '@flattr/domain/money';
import { addDays, type Month, monthEnd } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';

export const amountText = (micros: bigint, currency: string): string =>
  `${formatDecimal(money(micros, currencyOf(currency)))} ${currency}`;

/** A moment as a person reads it, in UTC as months are counted. */
export const momentText = (moment: Date): string =>
  `${moment.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;

const inUtc = { timeZone: 'UTC' } as const;

/** The last day of a month, such as `30 November 2026`. */
export const lastDayText = (month: Month): string =>
  addDays(monthEnd(month), -1).toLocaleDateString('en-GB', { dateStyle: 'long', ...inUtc });

/** The name of a month without its year, such as `November`. */
export const monthName = (month: Month): string =>
  addDays(monthEnd(month), -1).toLocaleDateString('en-GB', { month: 'long', ...inUtc });

/** What went wrong in a sentence; a refusal adds the code that it has in the API as well. */
export const troubleText = (error: unknown): string => {
  if (error instanceof Refusal) return `${error.message} (${error.code})`;
  return (error instanceof Error && error.message) || String(error);
};

/** The published totals of a month, a line per currency. */
export const tellTotals = async (platform: Platform, month: Month): Promise<void> => {
  const statements = await readStatements(platform, month);
  if (statements.length === 0) console.log('  Nobody had money in a wallet.');
  for (const statement of statements) tellStatement(statement);
};

/** The totals of the currencies in which somebody flattred; where nobody did, a sentence that says how to. */
export const tellFlattred = async (platform: Platform, month: Month): Promise<void> => {
  const flattred = (await readStatements(platform, month)).filter(({ flattrs }) => flattrs > 0);
  for (const statement of flattred) tellStatement(statement);
  if (flattred.length > 0) return;
  console.log(
    `  Nobody flattred in ${monthName(month)}. ` +
      'Press the button on the blog first, or see how money stays in the wallets.',
  );
};

const readStatements = ({ db }: Platform, month: Month) =>
  db.statement.findMany({ where: { month }, orderBy: { currency: 'asc' } });

type Statement = Awaited<ReturnType<typeof readStatements>>[number];

const tellStatement = (statement: Statement): void => {
  const { currency, supporters, flattrs, creators } = statement;
  const amount = (micros: bigint) => amountText(micros, currency);
  console.log(
    `  ${amount(statement.walletsMicros)} in wallets = ${amount(statement.distributedMicros)} to creators` +
      ` + ${amount(statement.feesMicros)} fee + ${amount(statement.keptMicros)} kept` +
      `  (${count(supporters, 'supporter')}, ${count(flattrs, 'flattr')}, ${count(creators, 'creator')})`,
  );
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
