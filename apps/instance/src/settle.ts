// npm run settle -- --month YYYY-MM: settles a month that is over.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMonth, type Month } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { type MonthRow, readMonth } from '@flattr/domain/settlement/month-row';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { runCommand } from './run-command.ts';
import { lastDayText, tellTotals, troubleText } from './tell.ts';
import { progressTeller } from './tell-progress.ts';

/** The month that was asked for, by the flag or alone: npm keeps a flag to itself where `--` is forgotten. */
const readAskedMonth = (): Month => {
  const help = new Error('Say which month: npm run settle -- --month 2026-10');
  try {
    const { values, positionals } = parseArgs({
      options: { month: { type: 'string' } },
      allowPositionals: true,
    });
    const [month = '', ...rest] = values.month ? [values.month, ...positionals] : positionals;
    if (isMonth(month) && rest.length === 0) return month;
  } catch {
    throw help;
  }
  throw help;
};

const settle = async (platform: Platform, month: Month): Promise<MonthRow> => {
  const progress = progressTeller(process.stdout);
  try {
    const row = await settleMonth(platform, month, progress.tell);
    progress.end();
    return row;
  } catch (error) {
    progress.end();
    if (!(error instanceof Refusal) || error.code !== 'month-not-over') throw error;
    throw new Error(`${troubleText(error)} It ends on ${lastDayText(month)}, 24:00 UTC.`);
  }
};

await runCommand(async ({ platform }) => {
  const month = readAskedMonth();
  const before = await readMonth(platform.pool, month);
  if (before?.state === 'PUBLISHED' || before?.state === 'PAID') {
    console.log(`${month} was settled before; nothing to do.`);
    return tellTotals(platform, month);
  }
  let row = await settle(platform, month);
  while (row.state === 'CUT' || row.state === 'SETTLED') {
    // A worker took the month over in between; what it leaves is done here.
    await wait(500);
    row = await settle(platform, month);
  }
  console.log(`${month} is ${row.state}.`);
  await tellTotals(platform, month);
});
