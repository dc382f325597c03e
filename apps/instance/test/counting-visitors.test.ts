import { createWorld, type World } from '@flattr/test-world';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../src/create-app.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const look = (app: Hono, remoteAddress: string, headers: Record<string, string> = {}) =>
  app.request('/', { headers }, { incoming: { socket: { remoteAddress } } });

const askers = async (): Promise<string[]> => {
  const { rows } = await world.owner.query<{ key: string }>('SELECT key FROM limits.points ORDER BY key');
  return rows.map(({ key }) => key.replace('flattr-cost:', ''));
};

test('whoever looks at a page spends of their own hour, not of the server’s', async () => {
  const app = createApp(world.platform, world.config);
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.1']) {
    expect((await look(app, address)).status).toBe(200);
  }
  expect((await look(app, '192.0.2.1', { 'x-forwarded-for': '192.0.2.9' })).status).toBe(200);
  expect(await askers()).toEqual(['address:192.0.2.1', 'address:192.0.2.2']);
});

test('behind a proxy it is the visitor’s address that the proxy tells', async () => {
  const app = createApp(world.platform, { ...world.config, trustedProxies: 1 });
  for (const visitor of ['203.0.113.1', '203.0.113.2']) {
    expect((await look(app, '127.0.0.1', { 'x-forwarded-for': visitor })).status).toBe(200);
  }
  expect(await askers()).toEqual(expect.arrayContaining(['address:203.0.113.1', 'address:203.0.113.2']));
  expect(await askers()).not.toContain('address:127.0.0.1');
});
