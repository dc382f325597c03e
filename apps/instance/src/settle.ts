// npm run settle -- --month YYYY-MM: settles a month that is over.
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
  const { month, state } = await settleMonth(platform, values.month, tellProgress);
  console.log(`${month} is ${state}.`);
  await tellTotals(platform, month);
});
