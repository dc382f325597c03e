import type { WebhookEvent } from '@flattr/domain/webhooks/event-types';
import { sendTestWebhook } from '@flattr/domain/webhooks/send-test-webhook';
import { updateWebhookEndpoint } from '@flattr/domain/webhooks/update-webhook-endpoint';
import { recordEvidence } from '@flattr/evidence';
import { startProcess, type WorkerProcess } from '@flattr/test-world/crash/worker-process';
import { until } from '@flattr/test-world/until';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let world: WebhookWorld;
let tried = 0;
let failed = 0;
beforeEach(async () => {
  world = await openWebhookWorld();
});
afterEach(() => world.close());
afterAll(() => recordEvidence({ id: 'R-33', queue: 'postgres', tried, failed }));

const check = (actual: unknown, expected: unknown) => {
  tried += 1;
  failed += 1;
  expect(actual).toEqual(expected);
  failed -= 1;
};

const ada = async (...events: WebhookEvent[]) => {
  const { id } = await world.joins('ada');
  const song = await world.publishes({ id, handle: 'ada' }, 'https://ada.example/song');
  return { id, song, endpoint: await world.listens(id, ...events) };
};

/** The newest flattr of a thing, told by the end of its ten seconds. */
const flattrs = async (thingId: Awaited<ReturnType<typeof ada>>['song'], fan: string) => {
  await world.flattrs(await world.joins(fan), thingId);
  await world.delivers();
  await world.passes(11);
};

const endpoint = () => world.platform.db.webhookEndpoint.findFirstOrThrow();
const log = () =>
  world.platform.db.webhookDelivery.findMany({
    include: { attempts: { orderBy: { attempt: 'asc' } } },
    orderBy: { id: 'asc' },
  });

describe('a webhook that is not taken (R-33)', () => {
  it('is tried ten times over three days, with the same id and body, and then no more', async () => {
    const { song } = await ada('thing.flattred');
    world.receiver.answers = (answer) => answer.writeHead(503).end('come back later');
    await flattrs(song, 'ben');
    const began = (await world.platform.clock.now()).getTime();
    await world.retriesOut();
    const { received } = world.receiver;
    check(received.length, 10);
    check(new Set(received.map((one) => `${one.id} ${one.body}`)).size, 1);
    const days = ((await world.platform.clock.now()).getTime() - began) / 86_400_000;
    expect(days).toBeGreaterThan(2.3);
    expect(days).toBeLessThan(3.8);
    const [delivery] = await log();
    check(delivery?.state, 'FAILED');
    check(
      delivery?.attempts.map(({ status, response }) => `${status} ${response}`),
      Array.from({ length: 10 }, () => '503 come back later'),
    );
    check((await endpoint()).enabled, true);
  });

  it('comes once the receiver is well again', async () => {
    const { song, endpoint: made } = await ada('thing.flattred');
    world.receiver.answers = (_answer, request) => request.socket.resetAndDestroy();
    await flattrs(song, 'ben');
    await world.delivers();
    expect((await endpoint()).failingSince).not.toBeNull();
    world.receiver.answers = (answer) => answer.writeHead(200).end('x'.repeat(5000));
    await world.retriesOut();
    const [delivery] = await log();
    check(
      delivery?.attempts.map(({ status, trouble }) => status ?? trouble),
      ['unreachable', 200],
    );
    check(delivery?.attempts[1]?.response?.length, 2048);
    check(world.receiver.verify(made.secret).data.flattrCount, 1);
    check((await endpoint()).failingSince, null);
  });

  it('is not followed elsewhere', async () => {
    const { id, endpoint: made } = await ada('month.settled');
    world.receiver.answers = (answer) => answer.writeHead(302, { location: '/elsewhere' }).end();
    await sendTestWebhook(world.platform, id, made.id);
    await world.retriesOut();
    check(world.receiver.received.length, 1);
    check(
      (await log())[0]?.attempts.map(({ status }) => status),
      [302],
    );
  });
});

describe('an endpoint (R-33)', () => {
  it('that answers 410 is disabled at once, and its owner hears of it', async () => {
    const { id, song, endpoint: made } = await ada('thing.flattred');
    world.receiver.answers = (answer) => answer.writeHead(410).end();
    await flattrs(song, 'ben');
    await world.delivers();
    const { enabled, disabledReason } = await endpoint();
    check([enabled, disabledReason], [false, 'GONE']);
    const [mail] = (await world.mailbox.list()).filter(({ to }) => to === 'ada@people.example');
    check(mail?.subject, 'Your webhook endpoint was disabled');
    await flattrs(song, 'cleo');
    await world.retriesOut();
    check(world.receiver.received.length, 1);
    await expect(sendTestWebhook(world.platform, id, made.id)).rejects.toMatchObject({
      code: 'webhook-endpoint-disabled',
    });
    world.receiver.answers = (answer) => answer.writeHead(200).end();
    await updateWebhookEndpoint(world.platform, id, { id: made.id, enabled: true });
    await flattrs(song, 'dora');
    await world.delivers();
    check(world.receiver.verify(made.secret).data.flattrCount, 3);
  });

  it('that has taken nothing for five days is disabled, and what waits for it has failed', async () => {
    const { song } = await ada('thing.flattred');
    world.receiver.answers = (answer) => answer.writeHead(500).end();
    await flattrs(song, 'ben');
    await world.retriesOut();
    check((await endpoint()).enabled, true);
    await world.passes(3 * 86_400);
    await flattrs(song, 'cleo');
    await world.delivers();
    const { enabled, disabledReason } = await endpoint();
    check([enabled, disabledReason], [false, 'FAILING']);
    check(
      (await log()).map(({ state }) => state),
      ['FAILED', 'FAILED'],
    );
    check((await world.mailbox.list()).filter(({ subject }) => /webhook/.test(subject)).length, 1);
  });
});

describe('a worker that dies (R-33)', () => {
  it('between the call and what it writes of it is followed by another, with the same id', async () => {
    const { id, endpoint: made } = await ada('month.settled');
    await sendTestWebhook(world.platform, id, made.id);
    let worker: WorkerProcess | undefined;
    world.receiver.answers = () => worker?.process.kill('SIGKILL');
    worker = startWorkerOf(world);
    await worker.ended;
    check((await log())[0]?.state, 'PENDING');
    check(world.receiver.received.length, 1);
    world.receiver.answers = (answer) => answer.writeHead(204).end();
    await world.delivers();
    check(world.receiver.received.length, 1);
    // The dead worker's hold on the endpoint is over.
    await world.owner.query(
      "UPDATE webhook_endpoints SET busy_until = clock_timestamp() - interval '1 second'",
    );
    const second = startWorkerOf(world);
    try {
      await until('the second call', async () => (await log())[0]?.state === 'SUCCEEDED');
    } finally {
      second.process.kill('SIGTERM');
      await second.ended;
    }
    const [first, again] = world.receiver.received;
    check([again?.id, again?.body], [first?.id, first?.body]);
  });
});

const startWorkerOf = ({ config, receiver }: WebhookWorld): WorkerProcess => {
  const [[from, to] = []] = receiver.allow;
  return startProcess([new URL('../src/main.ts', import.meta.url).pathname], {
    DATABASE_URL: config.databaseUrl ?? '',
    STRIPE_SECRET_KEY: config.stripe?.secretKey ?? '',
    STRIPE_WEBHOOK_SECRET: config.stripe?.webhookSecrets.join(',') ?? '',
    STRIPE_EMULATOR_URL: config.stripe?.emulator ?? '',
    FLATTR_SECRET: config.secret ?? '',
    FLATTR_FETCH_ALLOW: `${from}=${to?.address}:${to?.port}`,
    FLATTR_SWEEP_SECONDS: '1',
    LOG_LEVEL: 'info',
  });
};
