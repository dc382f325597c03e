// A worker as a process of its own that falls at a crash point; its order is its argument.
import { createPlatform, queueSettings, readAllowList } from '@flattr/adapters';
import type { Platform } from '@flattr/domain/platform';
import { sweep } from '@flattr/domain/sweep';
import { startWorker } from '@flattr/worker';
import pg from 'pg';
import { silentQueue } from '../silent-queue.ts';
import { numberCrashPoints } from './crash-points.ts';
import { workMoneyBack } from './money-back-in-order.ts';
import { watchPool } from './watch-pool.ts';
import { watchPorts } from './watch-port.ts';
import { workInOrder } from './work-in-order.ts';
import type { WorkOrder } from './work-order.ts';

const order: WorkOrder = JSON.parse(process.argv[2] ?? '');
const reach = numberCrashPoints(order.falls);

/** As `main.ts` of the worker does it, and it looks at once for what another one left. */
const workOnQueue = async (platform: Platform, close: () => Promise<void>): Promise<void> => {
  const watched = watchPorts(platform, reach);
  const worker = await startWorker(watched, queueSettings(order.config));
  process.once('SIGTERM', async () => {
    await worker.close();
    await close();
  });
  console.log('ready');
  await sweep(watched);
};

/** A list of places does not travel as JSON. */
const allowed = readAllowList(order.inOrder?.moneyBack?.allow ?? '');
const config = allowed ? { ...order.config, fetchAllow: allowed } : order.config;
const platform = await createPlatform(config, order.inOrder && { queue: silentQueue });
await watchPool(platform.pool, reach);
if (order.inOrder) {
  const owner = new pg.Pool({ connectionString: order.inOrder.ownerUrl, max: 1 });
  const { moneyBack } = order.inOrder;
  if (moneyBack) await workMoneyBack(platform, owner, moneyBack.provider, reach);
  else await workInOrder(platform, owner, reach);
  await owner.end();
  await platform.close();
} else {
  await workOnQueue(platform, platform.close);
}
