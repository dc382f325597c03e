// npm run settle -- --month YYYY-MM: settles a month that is over.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMonth } from '@flattr/domain/month';
import { Refusal } from '@flattr/domain/refusal';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { runCommand } from './run-command.ts';
import { tellProgress, tellTotals } from './tell.ts';

await runCommand(async ({ platform }) => {
  const { values } = parseArgs({ options: { month: { type: 'string' } } });
  if (!values.month) throw new Error('Say which month: npm run settle -- --month YYYY-MM');
  if (!isMonth(values.month)) throw new Refusal('month-unknown');
  let row = await settleMonth(platform, values.month, tellProgress);
  while (row.state === 'CUT' || row.state === 'SETTLED') {
    // A worker took the month over in between; what it leaves is done here.
    await wait(500);
    row = await settleMonth(platform, values.month, tellProgress);
  }
  const { month, state } = row;
  console.log(`${month} is ${state}.`);
  await tellTotals(platform, month);
});
