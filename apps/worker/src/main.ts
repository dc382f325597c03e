// A worker as a process of its own: any number of them may run, anywhere.
import { createPlatform, queueSettings, readConfig } from '@flattr/adapters';
import { startWorker } from './worker.ts';

const start = async (): Promise<() => Promise<void>> => {
  const config = readConfig();
  const platform = await createPlatform(config);
  const worker = await startWorker(platform, queueSettings(config));
  platform.log.info({}, 'the worker is ready');
  return async () => {
    await worker.close();
    await platform.close();
  };
};

try {
  const stop = await start();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
