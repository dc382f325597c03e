// npm run bench:settlement -- --supporters N --flattrs K [--pace P]: what a settlement costs beside the least it could.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@flattr/database/embedded';
import { measureFlattring } from './measure-flattring.ts';
import { measureMonth } from './measure-month.ts';

const { values } = parseArgs({
  options: {
    supporters: { type: 'string', default: '100000' },
    flattrs: { type: 'string', default: '10' },
    pace: { type: 'string' },
  },
});
const supporters = Number(values.supporters);
const flattrsEach = Number(values.flattrs);
const pace = values.pace === undefined ? undefined : Number(values.pace);

/** One server for all rounds, with a quarter of the machine's memory, as servers are given; the data is as safe as in production. */
const flags = {
  shared_buffers: `${Math.round(totalmem() / 4 / 2 ** 20)}MB`,
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
  max_connections: '100',
};

const say = (line: string): void => console.error(line);

const home = await mkdtemp(join(tmpdir(), 'flattr-bench-'));
const postgres = await startEmbeddedPostgres(
  home,
  Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
);
try {
  if (pace !== undefined) {
    const flattring = await measureFlattring(postgres, { supporters, flattrsEach, pace }, say);
    console.log(JSON.stringify({ postgres: flags, supporters, flattrsEach, flattring }, undefined, 2));
  } else {
    const tenth = await measureMonth(postgres, { supporters: Math.ceil(supporters / 10), flattrsEach }, say);
    const whole = await measureMonth(postgres, { supporters, flattrsEach }, say);
    const growth = whole.settlement.seconds / (10 * tenth.settlement.seconds);
    const ratios = {
      settlementToFloor: whole.ratio,
      settlementToFlattrsAlone: whole.ratioToFlattrsAlone,
      growthToTenTimesATenth: rounded(growth),
    };
    console.log(JSON.stringify({ postgres: flags, ratios, whole, tenth }, undefined, 2));
  }
} finally {
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}

function rounded(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
