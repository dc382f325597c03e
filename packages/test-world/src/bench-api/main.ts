// npm run bench:api -- --users N --things N --flattrs N --seconds S --rounds R: our API beside hand-written SQL, on one database.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareDatabase, startEmbeddedPostgres } from '@flattr/database/embedded';
import pg from 'pg';
import { insertBare } from './insert-bare.ts';
import { compareAnswers, measureRounds, startServer, stopServer } from './measure-rounds.ts';
import { seed } from './seed.ts';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '50000' },
    things: { type: 'string', default: '200000' },
    flattrs: { type: 'string', default: '2000000' },
    connections: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const size = {
  users: Number(values.users),
  things: Number(values.things),
  flattrs: Number(values.flattrs),
};
const terms = {
  connections: Number(values.connections),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
};

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
  await prepareDatabase(postgres, 'bench');
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl('bench'), max: 4 });
  owner.on('error', () => {});
  const seeded = await seed(owner, size, say);
  const url = postgres.appUrl('bench');
  const ours = await startServer('ours', url);
  const plain = await startServer('plain', url);
  const servers = [ours, plain, await startServer('postgraphile', url)];
  // As a worker does it, whoever is asked.
  const gathering = setInterval(() => void owner.query('SELECT gather_flattrs(20000)'), 1000);
  const measure = async () => {
    await compareAnswers(ours, plain, seeded);
    const measured = await measureRounds(servers, seeded, terms, say);
    return { measured, bare: await insertBare(url, terms) };
  };
  const { measured, bare } = await measure().finally(async () => {
    clearInterval(gathering);
    await Promise.all(servers.map(stopServer));
    await owner.end();
  });
  const hot = measured.filter((one) => one.hot);
  const flattring = hot.find(({ operation }) => operation === 'flattring')?.ours?.perSecond ?? 0;
  const ratiosOf = (some: typeof measured, ratio: 'ratio' | 'ratioToPostgraphile') =>
    Object.fromEntries(some.map((one) => [one.operation, one[ratio]]));
  const ratios = {
    toHandWritten: ratiosOf(hot, 'ratio'),
    toPostgraphile: ratiosOf(hot, 'ratioToPostgraphile'),
    otherFieldsToHandWritten: ratiosOf(
      measured.filter((one) => !one.hot),
      'ratio',
    ),
    flattringToBareInserts: Math.round((100 * flattring) / bare) / 100,
  };
  console.log(
    JSON.stringify(
      { postgres: flags, size, terms, ratios, bareInsertsPerSecond: bare, measured },
      undefined,
      2,
    ),
  );
} finally {
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}
