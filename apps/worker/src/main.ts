// A worker as a process of its own: any number of them may run, anywhere.
import { createPlatform, queueSettings, readConfig } from '@flattr/adapters';
import { startWorker } from './worker.ts';

const config = readConfig();
const platform = await createPlatform(config);
const worker = await startWorker(platform, queueSettings(config));
platform.log.info({}, 'the worker is ready');

const stop = async () => {
  await worker.close();
  await platform.close();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
