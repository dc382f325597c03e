export {
  type BullQueue,
  createBullmqQueue,
  openQueue,
  openWorker,
  type Parcel,
  type QueueName,
  type QueueSettings,
  queueNames,
  queueOf,
  refuseEvictingRedis,
} from './bullmq-queue.ts';
export { type Config, type Environment, readConfig, type StripeConfig } from './config.ts';
export { createPlatform, type Overrides, queueSettings, type WiredPlatform } from './create-platform.ts';
export { type AllowList, readAllowList } from './fetch/allow-list.ts';
export { createGuardedFetch } from './guarded-fetch.ts';
export { type Counter, createHourlyLimiter } from './hourly-limiter.ts';
export { createMailbox, type KeptMail, type Mailbox } from './mailbox.ts';
export { createWebhookCaller } from './webhook-caller.ts';
