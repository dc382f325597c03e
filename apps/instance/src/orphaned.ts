// npm run orphaned [-- --give] [-- --receipt CODE [--to HANDLE]]: money of people who left that could not reach them.
import { parseArgs } from 'node:util';
import { formatDecimal, type Money, money } from '@flattr/domain/money';
import { giveOrphans } from '@flattr/domain/orphans/give-orphans';
import { type Orphan, readOrphans } from '@flattr/domain/orphans/read-orphans';
import { runCommand } from './run-command.ts';

const { values } = parseArgs({
  options: { give: { type: 'boolean' }, receipt: { type: 'string' }, to: { type: 'string' } },
});

await runCommand(async ({ platform, config }) => {
  const { give, receipt, to } = values;
  if (receipt !== undefined && to !== undefined) {
    const given = await giveOrphans(platform, { to, receipt });
    return say(given, `is in the earnings of @${to} now, and goes to their bank as those do.`);
  }
  if (give) {
    if (!config.charity) throw new Error('Name the charity by its handle first: FLATTR_CHARITY.');
    const given = await giveOrphans(platform, { to: config.charity });
    return say(given, `is in the earnings of the charity @${config.charity} now.`);
  }
  const kept = await readOrphans(platform.pool, receipt);
  if (kept.length === 0)
    console.log(receipt === undefined ? 'Nothing is kept.' : 'Nothing is kept by this receipt.');
  for (const one of kept) console.log(lineOf(one));
  if (kept.length > 0)
    console.log(
      receipt === undefined
        ? 'Give what is due to the charity with: npm run orphaned -- --give'
        : 'Give it to whoever showed the receipt with: npm run orphaned -- --receipt CODE --to HANDLE',
    );
});

const day = (moment: Date): string => moment.toISOString().slice(0, 10);

const lineOf = ({ id, amount, keptSince, dueAt, isDue }: Orphan): string =>
  `${id}  ${formatDecimal(amount)} ${amount.currency}  kept since ${day(keptSince)}, the charity’s ${isDue ? 'by now' : `from ${day(dueAt)} on`}`;

const say = (given: readonly Money[], end: string): void => {
  for (const [currency, amounts] of Map.groupBy(given, (amount) => amount.currency)) {
    const sum = amounts.reduce((micros, amount) => micros + amount.micros, 0n);
    console.log(`${formatDecimal(money(sum, currency))} ${currency} ${end}`);
  }
  if (given.length === 0) console.log('Nothing is due.');
};
