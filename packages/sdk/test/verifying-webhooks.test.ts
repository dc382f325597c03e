import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { verifyWebhook, WebhookRefused } from '../src/webhooks.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const news = { type: 'webhook.test', timestamp: '2026-11-23T06:00:00.000Z', data: { endpoint: 'Zürich' } };
const body = JSON.stringify(news);
const now = () => Math.floor(Date.now() / 1000);

const signed = (text = body, { by = [secret], at = now(), id = 'delivery-1' } = {}) => {
  const keys = by.map((one) => Buffer.from(one.slice('whsec_'.length), 'base64'));
  const signatures = keys.map((key) =>
    createHmac('sha256', key).update(`${id}.${at}.${text}`).digest('base64'),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': `${at}`,
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  };
};
const request = (text = body, headers: Record<string, string> = signed(text)) =>
  new Request('https://hooks.example/', { method: 'POST', headers, body: text });

const codeOf = async (verifying: Promise<unknown>): Promise<string> => {
  const refused = await verifying.catch((error: unknown) => error);
  return refused instanceof WebhookRefused ? refused.code : `no refusal but ${refused}`;
};

describe('a webhook', () => {
  it('is told as it was sent, from a Fetch request and from a body of bytes or text', async () => {
    const told = { id: 'delivery-1', ...news };
    expect(await verifyWebhook(request(), secret)).toEqual(told);
    expect(await verifyWebhook({ headers: signed(), body }, secret)).toEqual(told);
    expect(await verifyWebhook({ headers: signed(), body: Buffer.from(body) }, secret)).toEqual(told);
  });

  it('is told from Node’s own request', async () => {
    const server = createServer(async (incoming, response) => {
      const said = await verifyWebhook(incoming, secret).catch((error) => error.code);
      response.end(JSON.stringify(said));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const send = async (text: string, headers = signed()) =>
      (await fetch(address, { method: 'POST', headers, body: text })).json();
    expect(await send(body)).toEqual({ id: 'delivery-1', ...news });
    expect(await send(body.replace('test', 'fake'))).toBe('SIGNATURE_WRONG');
    expect(await send('x'.repeat(1_000_001))).toBe('BODY_TOO_LARGE');
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('holds by either secret while one is replaced', async () => {
    const rotating = request(body, signed(body, { by: [other, secret] }));
    expect(await verifyWebhook(rotating.clone(), secret)).toMatchObject({ type: 'webhook.test' });
    expect(await verifyWebhook(rotating.clone(), other)).toMatchObject({ type: 'webhook.test' });
    expect(await verifyWebhook(request(), [other, secret])).toMatchObject({ type: 'webhook.test' });
  });

  const forgeries: readonly (readonly [string, Request, string])[] = [
    ['another body', request(`${body} `, signed()), 'SIGNATURE_WRONG'],
    ['another secret', request(body, signed(body, { by: [other] })), 'SIGNATURE_WRONG'],
    ['another id', request(body, { ...signed(), 'webhook-id': 'delivery-2' }), 'SIGNATURE_WRONG'],
    ['another time', request(body, { ...signed(), 'webhook-timestamp': `${now() + 2}` }), 'SIGNATURE_WRONG'],
    ['a short signature', request(body, { ...signed(), 'webhook-signature': 'v1,AAAA' }), 'SIGNATURE_WRONG'],
    ['an old time', request(body, signed(body, { at: now() - 302 })), 'TOO_OLD'],
    ['a time to come', request(body, signed(body, { at: now() + 302 })), 'TOO_OLD'],
    ['no time', request(body, { ...signed(), 'webhook-timestamp': '' }), 'HEADERS_MISSING'],
    ['a time that is none', request(body, { ...signed(), 'webhook-timestamp': '1e9' }), 'HEADERS_MISSING'],
    ['no id', request(body, { ...signed(), 'webhook-id': '' }), 'HEADERS_MISSING'],
    ['no signature', request(body, { ...signed(), 'webhook-signature': '' }), 'HEADERS_MISSING'],
    [
      'another version',
      request(body, { ...signed(), 'webhook-signature': signed()['webhook-signature'].replace('v1', 'v2') }),
      'HEADERS_MISSING',
    ],
    [
      'more signatures than anybody sends',
      request(body, {
        ...signed(),
        'webhook-signature': `${'v1,AAAA '.repeat(10)}${signed()['webhook-signature']}`,
      }),
      'SIGNATURE_WRONG',
    ],
    ['a body that is not JSON', request('not json'), 'BODY_UNREADABLE'],
  ];
  it.each(forgeries)('is refused with %s', async (_name, forged, code) => {
    expect(await codeOf(verifyWebhook(forged, secret))).toBe(code);
  });

  it('is not read at all before its headers are right', async () => {
    const forged = request(body, { ...signed(), 'webhook-timestamp': '1' });
    expect(await codeOf(verifyWebhook(forged, secret))).toBe('TOO_OLD');
    expect(forged.bodyUsed).toBe(false);
  });
});

describe('misuse', () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('is a tolerance of %s', async (toleranceSeconds) => {
    await expect(verifyWebhook(request(), secret, { toleranceSeconds })).rejects.toThrow(TypeError);
  });

  it.each([['whsec_'], ['whsec_not base 64'], ['hunter2']])('is a secret that is none: %s', async (wrong) => {
    const verifying = verifyWebhook(request(), wrong);
    await expect(verifying).rejects.toThrow(/begins with whsec_/);
    await expect(verifying).rejects.not.toThrow(/hunter2/);
    await expect(verifyWebhook(request(), [])).rejects.toThrow(TypeError);
  });

  it('is a body that was parsed already', async () => {
    const parsed = { headers: signed(), body: JSON.parse(body) };
    await expect(verifyWebhook(parsed, secret)).rejects.toThrow(/give verifyWebhook its bytes/);
  });
});
