import { createHmac } from 'node:crypto';
import { readClock } from '@flattr/database';
import type { Job } from '@flattr/domain/events';
import { receiveWebhook } from '@flattr/domain/payments/receive-webhook';
import type { Platform } from '@flattr/domain/platform';
import { sweep } from '@flattr/domain/sweep';
import { doJob } from '@flattr/worker';
import type pg from 'pg';
import { moveClockTo } from '../clock.ts';
import { doRecordedWork } from '../do-recorded-work.ts';
import { silentQueue } from '../silent-queue.ts';
import type { Reach } from './crash-points.ts';
import { watchPorts } from './watch-port.ts';

/** What a process needs to play the provider's part: where its pages are, and with what it signs. */
export type ProviderAt = { readonly url: string; readonly secretKey: string; readonly webhookSecret: string };

type Step = {
  readonly at?: string;
  readonly happens?: (platform: Platform, at: ProviderAt) => Promise<void>;
};

/** The bank sends back the potter's payout; done before, it is not done again. */
const bankFails = async ({ db }: Platform, { url, secretKey }: ProviderAt): Promise<void> => {
  const { id } = await db.user.findUniqueOrThrow({ where: { handle: 'potter' } });
  const sent = await db.payout.findFirst({ where: { creatorId: id, NOT: { providerPayoutId: null } } });
  if (!sent) return;
  const outcome = { payout: sent.providerPayoutId, outcome: 'failed', failureCode: 'could_not_process' };
  await fetch(`${url}/_emulator/settlePayout`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(outcome),
  });
};

/** The provider tells of each refund that it has been asked for. */
const tellsOfRefunds = async (platform: Platform, at: ProviderAt): Promise<void> => {
  for (const { id, metadata } of await list(at, 'refunds'))
    await tells(platform, at, { id: `evt_${metadata.reference}`, type: 'refund.updated', object: id });
};

/** And of each dispute. */
const tellsOfDisputes = async (platform: Platform, at: ProviderAt): Promise<void> => {
  for (const { id } of await list(at, 'disputes'))
    await tells(platform, at, { id: `evt_${id}`, type: 'charge.dispute.created', object: id });
};

type Listed = { readonly id: string; readonly metadata: { readonly reference?: string } };

const list = async ({ url, secretKey }: ProviderAt, what: string): Promise<readonly Listed[]> => {
  const answer = await fetch(`${url}/v1/${what}?limit=100`, {
    headers: { authorization: `Bearer ${secretKey}` },
  });
  const { data }: { data: readonly Listed[] } = await answer.json();
  return data;
};

type Told = { readonly id: string; readonly type: string; readonly object: string };

const tells = async (
  platform: Platform,
  { webhookSecret }: ProviderAt,
  { id, type, object }: Told,
): Promise<void> => {
  const body = JSON.stringify({
    id,
    object: 'event',
    livemode: false,
    type,
    data: { object: { id: object } },
  });
  const seconds = Math.floor(Date.now() / 1000);
  const signed = createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex');
  await receiveWebhook(platform, body, `t=${seconds},v1=${signed}`);
};

/**
 * What a process leaves that dies is found at the next moment: a day later what was on its way to a bank, ten minutes later the
 * look at a claim, which stands from the 12th at noon on.
 */
const steps: readonly Step[] = [
  {},
  { at: '2026-12-01T00:00:01Z' },
  { at: '2026-12-03T06:00:00Z', happens: tellsOfRefunds },
  { at: '2026-12-08T00:10:00Z' },
  { at: '2026-12-10T06:00:00Z', happens: bankFails },
  { at: '2026-12-11T07:00:00Z' },
  { at: '2026-12-12T06:00:00Z', happens: tellsOfDisputes },
  { at: '2026-12-12T08:00:00Z' },
  { at: '2026-12-14T06:00:00Z' },
  { at: '2026-12-14T06:20:00Z' },
];

/** Does all that there is to do while money comes back, in order, from wherever it stands; its crash points are always the same. */
export const workMoneyBack = async (
  platform: Platform,
  owner: pg.Pool,
  provider: ProviderAt,
  reach: Reach,
): Promise<void> => {
  const rung: Job[] = [];
  const queue = { ...silentQueue, nudge: async (job: Job) => void rung.push(job) };
  const watched = { ...watchPorts(platform, reach), queue };
  for (const { at, happens } of steps) {
    if (at && (await readClock(owner)) < new Date(at)) await moveClockTo(owner, new Date(at));
    await happens?.(platform, provider);
    await doJob(watched, 'turn-months', { payload: {} });
    await doRecordedWork(watched);
    await sweep(watched);
    while (rung.length > 0) {
      for (const { name, payload } of rung.splice(0)) await doJob(watched, name, { payload });
      await doRecordedWork(watched);
    }
  }
};
