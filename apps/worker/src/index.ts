export { doJob, type RunningWorker, startWorker } from './worker.ts';
