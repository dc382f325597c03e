import { redeliverWebhook } from '@flattr/domain/webhooks/redeliver-webhook';
import { rotateWebhookSecret } from '@flattr/domain/webhooks/rotate-webhook-secret';
import { sendTestWebhook } from '@flattr/domain/webhooks/send-test-webhook';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let world: WebhookWorld;
beforeEach(async () => {
  world = await openWebhookWorld();
});
afterEach(() => world.close());

const deliveries = async () =>
  world.platform.db.webhookDelivery.findMany({
    include: { attempts: { orderBy: { attempt: 'asc' } } },
    orderBy: { id: 'asc' },
  });

const tested = async () => {
  const ada = await world.joins('ada');
  const endpoint = await world.listens(ada.id, 'month.settled');
  return { ada, ...endpoint };
};

describe('a webhook', () => {
  it('is signed so that the package of the receivers verifies it, and not with another secret', async () => {
    const { ada, id, secret } = await tested();
    const deliveryId = await sendTestWebhook(world.platform, ada.id, id);
    await world.delivers();
    const { received, verify } = world.receiver;
    expect(received).toHaveLength(1);
    expect(received[0]?.id).toBe(deliveryId);
    expect(verify(secret)).toEqual({
      type: 'webhook.test',
      timestamp: expect.stringMatching(/^2026-11-15T/),
      data: { endpoint: id },
    });
    expect(() => verify('whsec_AAAA')).toThrow('No matching signature');
    const [first] = received;
    if (first) expect(() => verify(secret, { ...first, body: `${first.body} ` })).toThrow();
    const [logged] = await deliveries();
    expect(logged).toMatchObject({ state: 'SUCCEEDED', nextAttemptAt: null });
    expect(logged?.attempts).toMatchObject([{ attempt: 1, status: 204, trouble: null, response: '' }]);
  });

  it('is signed with both secrets for a day after a rotation, and then with the new one alone', async () => {
    const { ada, id, secret } = await tested();
    const { secret: newer } = await rotateWebhookSecret(world.platform, ada.id, id);
    expect(newer).not.toBe(secret);
    const { received, verify } = world.receiver;
    await sendTestWebhook(world.platform, ada.id, id);
    await world.delivers();
    expect(verify(secret)).toEqual(verify(newer));
    await world.passes(24 * 3600 + 1);
    await sendTestWebhook(world.platform, ada.id, id);
    await world.delivers();
    expect(received).toHaveLength(2);
    expect(verify(newer).type).toBe('webhook.test');
    expect(() => verify(secret)).toThrow('No matching signature');
  });

  it('leaves nothing in the database that signs', async () => {
    const { secret } = await tested();
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const { rows } = await world.owner.query<{ secret: Buffer }>('SELECT secret FROM webhook_endpoints');
    expect(rows[0]?.secret.includes(key)).toBe(false);
    expect(rows[0]?.secret.includes(secret)).toBe(false);
  });

  it('is sent again by hand under the same id with the same body', async () => {
    const { ada, id } = await tested();
    const deliveryId = await sendTestWebhook(world.platform, ada.id, id);
    await expect(redeliverWebhook(world.platform, ada.id, deliveryId)).rejects.toMatchObject({
      code: 'delivery-under-way',
    });
    await world.delivers();
    await redeliverWebhook(world.platform, ada.id, deliveryId);
    await world.delivers();
    const [first, second] = world.receiver.received;
    expect(second?.id).toBe(first?.id);
    expect(second?.body).toBe(first?.body);
    expect((await deliveries())[0]?.attempts).toHaveLength(2);
  });

  it('is tested twenty times an hour at most, and by its owner alone', async () => {
    const { ada, id } = await tested();
    const eve = await world.joins('eve');
    await expect(sendTestWebhook(world.platform, eve.id, id)).rejects.toMatchObject({
      code: 'webhook-endpoint-unknown',
    });
    for (let test = 0; test < 20; test++) await sendTestWebhook(world.platform, ada.id, id);
    await expect(sendTestWebhook(world.platform, ada.id, id)).rejects.toMatchObject({
      code: 'too-many-test-webhooks',
    });
  });
});

describe('flattrs of a thing', () => {
  it('are told as the newest count, once in ten seconds for each thing, and never by whom', async () => {
    const ada = await world.joins('ada');
    const { secret } = await world.listens(ada.id, 'thing.flattred');
    const song = await world.publishes(ada, 'https://ada.example/song');
    const post = await world.publishes(ada, 'https://ada.example/post');
    for (let crowd = 0; crowd < 30; crowd++) {
      const fan = await world.joins(`fan-${crowd}`);
      await world.flattrs(fan, song);
      if (crowd < 3) await world.flattrs(fan, post);
    }
    await world.delivers();
    await world.passes(11);
    await world.delivers();
    const told = world.receiver.received.map((one) => world.receiver.verify(secret, one).data);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({
      thing: {
        id: Buffer.from(`Thing:${song}`).toString('base64'),
        uuid: song,
        url: 'https://ada.example/song',
      },
      month: '2026-11',
      flattrCount: 30,
    });
    expect(told.map(({ flattrCount }) => flattrCount).sort()).toEqual([3, 30]);
    expect(JSON.stringify(world.receiver.received)).not.toContain('fan-');
    await world.passes(11);
    await world.delivers();
    expect(world.receiver.received).toHaveLength(2);
  });

  it('that come before the count is sent are in it, and make no other one', async () => {
    const ada = await world.joins('ada');
    const { secret } = await world.listens(ada.id, 'thing.flattred');
    const song = await world.publishes(ada, 'https://ada.example/song');
    await world.flattrs(await world.joins('ben'), song);
    await world.delivers();
    await world.passes(11);
    await world.flattrs(await world.joins('cleo'), song);
    await world.delivers();
    await world.passes(11);
    await world.delivers();
    expect(world.receiver.received).toHaveLength(1);
    expect(world.receiver.verify(secret).data).toMatchObject({ flattrCount: 2 });
    expect(await deliveries()).toHaveLength(1);
  });

  it('are not noted where nobody wants to hear of them', async () => {
    const [ada, ben] = [await world.joins('ada'), await world.joins('ben')];
    await world.listens(ada.id, 'month.settled');
    await world.listens(ben.id, 'thing.flattred');
    await world.flattrs(ben, await world.publishes(ada, 'https://ada.example/song'));
    await world.flattrs(ada, await world.finds('https://nobody.example/'));
    const { rows } = await world.platform.pool.query('SELECT FROM flattr_news');
    expect(rows).toHaveLength(0);
  });

  it('give way to a newer count where the older has not arrived, which waits as long', async () => {
    const ada = await world.joins('ada');
    const { secret } = await world.listens(ada.id, 'thing.flattred');
    const song = await world.publishes(ada, 'https://ada.example/song');
    world.receiver.answers = (answer) => answer.writeHead(500).end();
    await world.flattrs(await world.joins('ben'), song);
    await world.delivers();
    await world.passes(11);
    await world.delivers();
    await world.flattrs(await world.joins('cleo'), song);
    await world.passes(11);
    await world.delivers();
    expect(world.receiver.received).toHaveLength(1);
    expect((await deliveries()).map(({ state }) => state)).toEqual(['FAILED', 'PENDING']);
    world.receiver.answers = (answer) => answer.writeHead(200).end();
    await world.passes(60);
    await world.delivers();
    expect(world.receiver.received).toHaveLength(2);
    expect(world.receiver.verify(secret).data).toMatchObject({ flattrCount: 2 });
  });
});
