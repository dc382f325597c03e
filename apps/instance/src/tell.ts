import { currencyOf, formatDecimal, money } from '@flattr/domain/money';
import type { Month } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import type { SettlementProgress } from '@flattr/domain/settlement/settle-month';

export const amountText = (micros: bigint, currency: string): string =>
  `${formatDecimal(money(micros, currencyOf(currency)))} ${currency}`;

/** A moment as a person reads it, in UTC as months are counted. */
export const momentText = (moment: Date): string =>
  `${moment.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;

export const tellProgress = ({ state, shards, shardsSettled }: SettlementProgress): void => {
  const percent = shards === 0 ? 100 : Math.floor((100 * shardsSettled) / shards);
  console.log(`  ${state.padEnd(10)} ${`${percent}`.padStart(3)} %  ${shardsSettled} of ${shards} shards`);
};

/** The published totals of a month, a line per currency. */
export const tellTotals = async ({ db }: Platform, month: Month): Promise<void> => {
  const statements = await db.statement.findMany({ where: { month }, orderBy: { currency: 'asc' } });
  if (statements.length === 0) console.log('  Nobody had money in a wallet.');
  for (const {
    currency,
    walletsMicros,
    distributedMicros,
    feesMicros,
    keptMicros,
    ...counts
  } of statements) {
    console.log(
      `  ${amountText(walletsMicros, currency)} in wallets = ${amountText(distributedMicros, currency)} to creators` +
        ` + ${amountText(feesMicros, currency)} fee + ${amountText(keptMicros, currency)} kept` +
        `  (${count(counts.supporters, 'supporter')}, ${count(counts.flattrs, 'flattr')}, ${count(counts.creators, 'creator')})`,
    );
  }
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
