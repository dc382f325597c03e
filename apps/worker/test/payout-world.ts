// A world in which creators have earned something that is free, and whose provider tells it what happens.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Job } from '@flattr/domain/events';
import type { PayoutId } from '@flattr/domain/ids';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { receiveWebhook } from '@flattr/domain/payments/receive-webhook';
import type { Platform } from '@flattr/domain/platform';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { sweep } from '@flattr/domain/sweep';
import { createWorld, type Person, type World, type WorldOptions } from '@flattr/test-world';
import { doJob } from '@flattr/worker';

export type PayoutWorld = World & {
  /** Makes a creator with a bank, and a supporter who gives them all of a budget. */
  earns(handle: string, budget: string, currency?: string): Promise<Person>;
  /** Ends November, and goes to where all of it is free; nobody is paid yet. */
  passHolds(): Promise<void>;
  /** Runs the months' payouts and all that follows. */
  paysOut(): Promise<void>;
  /** Delivers what the provider has to tell, and does what follows. */
  hears(): Promise<void>;
  /** Sweeps, and does what the sweep rings for. */
  sweeps(): Promise<void>;
  payoutsOf(person: Person): Promise<Awaited<ReturnType<World['platform']['db']['payout']['findMany']>>>;
  /** Does every recorded job once more, and tells how many there are. */
  replays(): Promise<number>;
  /** The invariants that do not hold. */
  broken(): Promise<readonly string[]>;
  /** Asks the provider as the operator may at any time: a question, or what a form's fields say; of an account, or of all. */
  asks<Answer>(path: string, form?: Readonly<Record<string, string>>, account?: string): Promise<Answer>;
  readonly webhookUrl: string;
};

export const openPayoutWorld = async (options: WorldOptions = {}): Promise<PayoutWorld> => {
  const world = await createWorld(options);
  const { platform } = world;
  const server = createServer(async (request, response) => {
    await receiveWebhook(platform, await text(request), `${request.headers['stripe-signature']}`);
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const webhookUrl = `http://127.0.0.1:${port}/`;
  world.emulator.setWebhookUrl(webhookUrl);
  const secretKey = world.config.stripe?.secretKey ?? '';
  const hears = async () => {
    await world.emulator.settled();
    await world.work();
  };
  return {
    ...world,
    webhookUrl,
    asks: async (path, form, account) => {
      const [method, body] = form ? ['POST', new URLSearchParams(form)] : ['GET', undefined];
      const headers = {
        authorization: `Bearer ${secretKey}`,
        ...(account && { 'stripe-account': account }),
      };
      const answer = await fetch(`${world.emulator.url}/v1/${path}`, { method, body, headers });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    earns: async (handle, budget, currency) => {
      const creator = await world.joins(handle);
      const thing = await world.publishes(creator, `https://${handle}.example/`);
      const fan = await world.joins(`fan-of-${handle}`);
      await world.funds(fan, budget, currency);
      await world.flattrs(fan, thing);
      await world.setsUpPayouts(creator);
      return creator;
    },
    passHolds: async () => {
      await world.moveClockTo('2026-12-01T00:00:01Z');
      await turnMonths(platform);
      await world.moveClockTo('2026-12-30T00:00:01Z');
      await hears();
    },
    paysOut: async () => {
      await turnMonths(platform);
      await hears();
    },
    hears,
    sweeps: async () => {
      const rung: Job[] = [];
      const queue = { ...platform.queue, nudge: async (job: Job) => void rung.push(job) };
      await sweep({ ...platform, queue });
      for (const { name, payload } of rung) await doJob(platform, name, { payload });
      await hears();
    },
    payoutsOf: ({ id }) => platform.db.payout.findMany({ where: { creatorId: id }, orderBy: { id: 'asc' } }),
    replays: () => replayJobs(platform),
    broken: async () =>
      (await selfCheck(platform)).flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`)),
    close: async () => {
      await world.close();
      server.close();
    },
  };
};

const replayJobs = async (platform: Platform): Promise<number> => {
  const { rows } = await platform.pool.query<{ job: Job['name']; payload: Job['payload'] }>(
    "SELECT job, payload FROM outbox WHERE job NOT LIKE 'mail-%' ORDER BY id",
  );
  for (const { job, payload } of rows) await doJob(platform, job, { payload });
  return rows.length;
};

export const idOf = (payout: { readonly id: string } | undefined): PayoutId => {
  if (!payout) throw new Error('there is no such payout');
  return payout.id as PayoutId;
};
