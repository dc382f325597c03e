import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type As, type OpenApi, openApi, tokenOf } from './open-api.ts';

let open: OpenApi;
let ada: As;
let eve: As;
beforeAll(async () => {
  open = await openApi();
  ada = await open.joins('ada');
  eve = await open.joins('eve');
});
afterAll(() => open.close());

const endpoint = 'id url events enabled disabledReason failingSince previousSecretUntil';

const create = (as: As, events: string, url = 'https://hooks.ada.example/flattr') =>
  open.ask(
    `mutation ($url: String!) { createWebhookEndpoint(input: { url: $url, events: [${events}] }) {
      secret endpoint { ${endpoint} } errors { code path }
    } }`,
    { url },
    as,
  );

const made = async (as: As, events = 'MONTH_SETTLED') =>
  (await create(as, events)).data.createWebhookEndpoint.endpoint.id as string;

const on = (as: As, mutation: string, id: string, part = 'endpoint { id }', more = '') =>
  open
    .ask(
      `mutation ($id: ID!) { ${mutation}(input: { id: $id ${more} }) { ${part} errors { code } } }`,
      { id },
      as,
    )
    .then(({ data, errors }) => data?.[mutation] ?? errors);

const listOf = async (as: As) =>
  (
    await open.ask(
      `{ viewer { webhookEndpoints { totalCount nodes { ${endpoint} deliveries { totalCount nodes { id type state body
         attempts { status trouble } } } } } } }`,
      {},
      as,
    )
  ).data.viewer.webhookEndpoints;

describe('a webhook endpoint', () => {
  it('is made with a secret that is shown once, and listed for its owner alone', async () => {
    const { data } = await create(ada, 'THING_FLATTRED, PAYOUT_PAID, THING_FLATTRED');
    const { secret, endpoint: first, errors } = data.createWebhookEndpoint;
    expect(errors).toEqual([]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(first).toMatchObject({
      url: 'https://hooks.ada.example/flattr',
      events: ['THING_FLATTRED', 'PAYOUT_PAID'],
      enabled: true,
      disabledReason: null,
    });
    expect(await listOf(ada)).toMatchObject({ totalCount: 1, nodes: [{ id: first.id }] });
    expect(await listOf(eve)).toEqual({ totalCount: 0, nodes: [] });
    const asked = await open.ask(
      'query ($id: ID!) { viewer { webhookEndpoint(id: $id) { url } } }',
      { id: first.id },
      eve,
    );
    expect(asked.data.viewer.webhookEndpoint).toBeNull();
  });

  it.each([
    ['http://hooks.ada.example/', 'WEBHOOK_URL_REFUSED'],
    ['https://10.0.0.1/', 'WEBHOOK_URL_REFUSED'],
    ['https://[::1]/', 'WEBHOOK_URL_REFUSED'],
    ['https://localhost/', 'WEBHOOK_URL_REFUSED'],
    ['https://hooks.ada.example:8443/', 'WEBHOOK_URL_REFUSED'],
    ['https://ada:secret@hooks.ada.example/', 'WEBHOOK_URL_REFUSED'],
    ['javascript:alert(1)', 'WEBHOOK_URL_REFUSED'],
    ['hooks', 'WEBHOOK_URL_REFUSED'],
    [`https://hooks.ada.example/${'x'.repeat(2048)}`, 'URL_TOO_LONG'],
  ])('is not made at %s', async (url, code) => {
    const { data } = await create(ada, 'MONTH_SETTLED', url);
    expect(data.createWebhookEndpoint).toMatchObject({
      secret: null,
      endpoint: null,
      errors: [{ code, path: ['url'] }],
    });
  });

  it('hears of something, and there are twenty of one user at most', async () => {
    const { data } = await create(ada, '');
    expect(data.createWebhookEndpoint.errors).toMatchObject([{ code: 'WEBHOOK_EVENTS_MISSING' }]);
    const bob = await open.joins('bob');
    for (let count = 0; count < 20; count++) await made(bob);
    const one = await create(bob, 'MONTH_SETTLED');
    expect(one.data.createWebhookEndpoint.errors).toMatchObject([{ code: 'TOO_MANY_WEBHOOK_ENDPOINTS' }]);
  });

  it('is changed, disabled, enabled, rotated and deleted by its owner, and is unknown to others', async () => {
    const id = await made(ada);
    const unknown = { errors: [{ code: 'WEBHOOK_ENDPOINT_UNKNOWN' }] };
    for (const other of [id, 'x', '00000000-0000-0000-0000-000000000000']) {
      for (const mutation of ['updateWebhookEndpoint', 'rotateWebhookSecret'])
        expect(await on(eve, mutation, other)).toMatchObject({ endpoint: null, ...unknown });
      expect(await on(eve, 'sendTestWebhook', other, 'delivery { id }')).toMatchObject(unknown);
      expect(await on(eve, 'deleteWebhookEndpoint', other, 'deletedId')).toMatchObject(unknown);
    }
    const part = `endpoint { ${endpoint} }`;
    const changes = 'url: "https://other.example/" events: [THING_CLAIMED] enabled: false';
    expect(await on(ada, 'updateWebhookEndpoint', id, part, changes)).toMatchObject({
      endpoint: {
        url: 'https://other.example/',
        events: ['THING_CLAIMED'],
        enabled: false,
        disabledReason: 'OWNER',
      },
      errors: [],
    });
    expect(await on(ada, 'updateWebhookEndpoint', id, part, 'enabled: true')).toMatchObject({
      endpoint: { url: 'https://other.example/', enabled: true, disabledReason: null },
    });
    const rotated = await on(ada, 'rotateWebhookSecret', id, `secret ${part}`);
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.endpoint.previousSecretUntil).toMatch(/^2026-11-16T12:0/);
    expect(await on(ada, 'deleteWebhookEndpoint', id, 'deletedId')).toEqual({ deletedId: id, errors: [] });
    expect(await on(ada, 'deleteWebhookEndpoint', id, 'deletedId')).toMatchObject(unknown);
  });

  it('is tested, and what came of it is in its log; redelivered once that has ended', async () => {
    const id = await made(ada);
    const tested = await on(ada, 'sendTestWebhook', id, 'delivery { id type state body }');
    expect(tested.delivery).toMatchObject({ type: 'webhook.test', state: 'PENDING' });
    expect(JSON.parse(tested.delivery.body)).toMatchObject({ type: 'webhook.test', data: { endpoint: id } });
    const delivery = tested.delivery.id;
    expect(await on(ada, 'redeliverWebhook', delivery, 'delivery { id }')).toMatchObject({
      errors: [{ code: 'DELIVERY_UNDER_WAY' }],
    });
    await on(ada, 'updateWebhookEndpoint', id, 'endpoint { id }', 'enabled: false');
    expect(await on(ada, 'sendTestWebhook', id, 'delivery { id }')).toMatchObject({
      errors: [{ code: 'WEBHOOK_ENDPOINT_DISABLED' }],
    });
    expect(await on(ada, 'redeliverWebhook', delivery, 'delivery { id }')).toMatchObject({
      errors: [{ code: 'WEBHOOK_ENDPOINT_DISABLED' }],
    });
    await on(ada, 'updateWebhookEndpoint', id, 'endpoint { id }', 'enabled: true');
    expect(await on(eve, 'redeliverWebhook', delivery, 'delivery { id }')).toMatchObject({
      delivery: null,
      errors: [{ code: 'DELIVERY_UNKNOWN' }],
    });
    expect(await on(ada, 'redeliverWebhook', delivery, 'delivery { state nextAttemptAt }')).toMatchObject({
      delivery: { state: 'PENDING' },
      errors: [],
    });
    const { nodes } = await listOf(ada);
    const listed = nodes.find((node: { id: string }) => node.id === id);
    expect(listed.deliveries).toMatchObject({ totalCount: 1, nodes: [{ id: delivery, attempts: [] }] });
  });
});

describe('a token that may manage webhooks', () => {
  it('but not read earnings sends nothing of payouts anywhere, and reads nothing of them', async () => {
    const token = await tokenOf(open, ada, ['WEBHOOKS_MANAGE']);
    const paid = await made(ada, 'PAYOUT_PAID');
    const { rows } = await open.world.owner.query<{ id: string }>(
      `INSERT INTO webhook_deliveries (id, endpoint_id, type, event_key, body, next_attempt_at)
       VALUES (gen_random_uuid(), $1, 'payout.paid', 'one', '{"amount":"5"}', flattr_now()) RETURNING id`,
      [paid],
    );
    for (const refused of [
      (await create({ token }, 'PAYOUT_FAILED')).errors,
      await on({ token }, 'updateWebhookEndpoint', paid, 'endpoint { id }', 'url: "https://evil.example/"'),
      await on(
        { token },
        'updateWebhookEndpoint',
        await made(ada),
        'endpoint { id }',
        'events: [PAYOUT_PAID]',
      ),
    ])
      expect(refused).toMatchObject([
        { message: expect.stringContaining('EARNINGS_READ'), extensions: { code: 'FORBIDDEN' } },
      ]);
    const read = 'query ($id: ID!) { viewer { webhookDelivery(id: $id) { type body } } }';
    const seen = async (as: As) =>
      (await open.ask(read, { id: rows[0]?.id }, as)).data.viewer.webhookDelivery;
    expect(await seen({ token })).toEqual({ type: 'payout.paid', body: null });
    const both = await tokenOf(open, ada, ['WEBHOOKS_MANAGE', 'EARNINGS_READ']);
    expect(await seen({ token: both })).toEqual({ type: 'payout.paid', body: '{"amount":"5"}' });
    expect(await seen(ada)).toEqual({ type: 'payout.paid', body: '{"amount":"5"}' });
    expect(await seen(eve)).toBeNull();
  });

  it('makes one and is not shown its secret twice under one idempotency key', async () => {
    const token = await tokenOf(open, eve, ['WEBHOOKS_MANAGE']);
    const query =
      'mutation { createWebhookEndpoint(input: { url: "https://eve.example/", events: [MONTH_SETTLED] }) { secret endpoint { id } errors { code } } }';
    const ask = async () => {
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'one' };
      const answer = (await (await open.post('/graphql', { query }, headers)).json()) as {
        data: { createWebhookEndpoint: { secret: string | null } };
      };
      return answer.data.createWebhookEndpoint;
    };
    const first = await ask();
    expect(first.secret).toMatch(/^whsec_/);
    expect(await ask()).toMatchObject({ secret: null, errors: [{ code: 'SHOWN_ONCE' }] });
    const { rows } = await open.world.owner.query<{ answer: Buffer }>('SELECT answer FROM idempotency_keys');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer.includes('whsec_')).toBe(false);
  });
});
