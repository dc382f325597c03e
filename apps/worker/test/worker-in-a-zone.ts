// A worker as a process of its own, on the configuration that it is given, so that its TZ is a real one. It says in which zone
// it is and by how much it reads a moment wrongly, rings for the month's turn at each line that it is told, and ends with its
// standard input.
import { createInterface } from 'node:readline';
import { type Config, createPlatform, queueSettings } from '@flattr/adapters';
import { startWorker } from '../src/index.ts';

const config: Config = JSON.parse(process.argv[2] ?? '');
const platform = await createPlatform(config);
const worker = await startWorker(platform, queueSettings(config));
const { rows } = await platform.pool.query<{ id: string; ms: string }>(
  'SELECT id, floor(extract(epoch FROM created_at) * 1000)::bigint AS ms FROM users LIMIT 1',
);
const user = await platform.db.user.findUniqueOrThrow({ where: { id: rows[0]?.id } });
const wrong = BigInt(user.createdAt.getTime()) - BigInt(rows[0]?.ms ?? 0);
console.log(`${Intl.DateTimeFormat().resolvedOptions().timeZone} ${wrong}`);

for await (const _line of createInterface(process.stdin)) {
  await platform.queue.nudge({ name: 'turn-months', payload: {} });
  console.log('rung');
}
await worker.close();
await platform.close();
