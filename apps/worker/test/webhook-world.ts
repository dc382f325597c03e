import type { UserId } from '@flattr/domain/ids';
import type { Platform } from '@flattr/domain/platform';
import { createWebhookEndpoint } from '@flattr/domain/webhooks/create-webhook-endpoint';
import { deliverWebhooks } from '@flattr/domain/webhooks/deliver-webhooks';
import type { WebhookEvent } from '@flattr/domain/webhooks/event-types';
import { sweepWebhooks } from '@flattr/domain/webhooks/sweep-webhooks';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';
import { type Receiver, startReceiver } from './webhook-receiver.ts';

export type WebhookWorld = PayoutWorld & {
  readonly receiver: Receiver;
  /** Makes an endpoint of somebody's at the receiver. */
  listens(userId: UserId, ...events: WebhookEvent[]): Promise<{ id: string; secret: string }>;
  /** Does recorded work and delivers all that is due by now. */
  delivers(): Promise<void>;
  /** Moves the clock on by so many seconds. */
  passes(seconds: number): Promise<void>;
  /** Delivers again and again, each time when the next is due, until nothing waits. */
  retriesOut(): Promise<void>;
};

/** A world whose webhooks reach a receiver on the loopback. */
export const openWebhookWorld = async (): Promise<WebhookWorld> => {
  const receiver = await startReceiver();
  const world = await openPayoutWorld({ fetchAllow: receiver.allow });
  const { platform } = world;
  const delivers = async () => {
    await world.work();
    await deliverDue(platform);
    await world.work();
  };
  const passes = async (seconds: number) => {
    const now = await platform.clock.now();
    await world.moveClockTo(new Date(now.getTime() + seconds * 1000));
  };
  return {
    ...world,
    receiver,
    delivers,
    passes,
    listens: (userId, ...events) => createWebhookEndpoint(platform, userId, { url: receiver.url, events }),
    retriesOut: async () => {
      for (;;) {
        await delivers();
        const { rows } = await platform.pool.query<{ seconds: number | null }>(
          `SELECT ceil(extract(epoch FROM min(next_attempt_at) - flattr_now()))::int AS seconds FROM webhook_deliveries
           WHERE state = 'PENDING'`,
        );
        const seconds = rows[0]?.seconds ?? null;
        if (seconds === null) return;
        await passes(Math.max(1, seconds));
      }
    },
    close: async () => {
      await world.close();
      await receiver.close();
    },
  };
};

/** What the sweep wakes, done in this process. */
const deliverDue = async (platform: Platform): Promise<void> => {
  const woken: string[] = [];
  const nudge: Platform['queue']['nudge'] = async (job) => {
    if (job.name === 'deliver-webhooks') woken.push(job.payload.endpointId);
  };
  await sweepWebhooks({ ...platform, queue: { ...platform.queue, nudge } });
  for (const endpointId of woken) await deliverWebhooks(platform, { endpointId });
};
