// npm run reconcile [-- --since YYYY-MM-DD | --all] [-- --json]: the provider and the ledger, object by object.
import { parseArgs } from 'node:util';
import { type Comparison, compareProvider } from '@flattr/domain/reconciliation/compare-provider';
import { type Difference, sayDifference } from '@flattr/domain/reconciliation/difference';
import { windowStart } from '@flattr/domain/reconciliation/window-start';
import { type OpenInstance, runCommand } from './run-command.ts';

const { values } = parseArgs({
  options: { since: { type: 'string' }, all: { type: 'boolean' }, json: { type: 'boolean' } },
});

const readSince = async ({ platform }: OpenInstance): Promise<Date | undefined> => {
  const { since, all } = values;
  if (all) return undefined;
  if (since === undefined) return windowStart(platform.pool);
  const moment = new Date(`${since}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(since) || Number.isNaN(moment.getTime()))
    throw new Error('Say from which day on: npm run reconcile -- --since 2026-10-01');
  return moment;
};

const tell = ({ compared, differences, inFlight }: Comparison): void => {
  for (const difference of differences) console.log(sayDifference(difference));
  console.log(
    `${differences.length} difference${differences.length === 1 ? '' : 's'}, ${compared} objects compared, ${inFlight.length} in flight`,
  );
};

const asJson = ({ since, compared, differences, inFlight }: Comparison): string => {
  const written = (found: readonly Difference[]) =>
    found.map((one) => ({ ...one, text: sayDifference(one) }));
  const told = { since, compared, differences: written(differences), inFlight: written(inFlight) };
  return JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? `${value}` : value), 2);
};

await runCommand(async (instance) => {
  const comparison = await compareProvider(instance.platform, await readSince(instance));
  if (values.json) console.log(asJson(comparison));
  else tell(comparison);
  if (comparison.differences.length > 0) process.exitCode = 1;
});
