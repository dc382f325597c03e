// npm run export:month -- --month YYYY-MM --out <folder>: what a settled month was computed from, for tools/verify-month.
import { parseArgs } from 'node:util';
import { isMonth, type Month } from '@flattr/domain/month';
import { exportMonth } from '@flattr/domain/settlement/export-month';
import { runCommand } from './run-command.ts';
import { writeExport } from './write-export.ts';

/** The month and the folder, by flags or in this order: npm keeps flags to itself where `--` is forgotten. */
const readAsked = (): { readonly month: Month; readonly out: string } => {
  const help = new Error(
    'Say which month, and where to: npm run export:month -- --month 2026-10 --out october',
  );
  try {
    const { values, positionals } = parseArgs({
      options: { month: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    });
    const month = values.month ?? positionals.shift() ?? '';
    const out = values.out ?? positionals.shift() ?? '';
    if (isMonth(month) && out !== '' && positionals.length === 0) return { month, out };
  } catch {
    throw help;
  }
  throw help;
};

await runCommand(async ({ platform }) => {
  const { month, out } = readAsked();
  await writeExport(out, (write) => exportMonth(platform, month, write));
  console.log(`${month} is in ${out}. Compute it again with:`);
  console.log(`  python3 tools/verify-month/verify_month.py ${out}`);
  console.log(
    'KEEP IT TO YOURSELF. It holds the secret of the month, and says who flattred what and with how much.',
  );
});
