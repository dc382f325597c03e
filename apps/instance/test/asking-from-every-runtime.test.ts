import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserId } from '@flattr/domain/ids';
import { scale } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import { CreateTokenDocument } from '@flattr/sdk';
import { plantSite } from '@flattr/test-world/plant-site';
import { Hono } from 'hono';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../src/listen.ts';
import { executablePath, openBrowser } from './browsing.ts';
import { askByScript, askByWorker, bundled, installPackage, installRuntimes, versionOf } from './runtimes.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

const asked = allSuites() || scale() !== 'quick';
if (!asked) console.warn('This suite installs Node 20, Deno, Bun and workerd: it runs with FLATTR_SCALE=ci.');

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(asked)('the packed SDK, at a real instance', () => {
  let world: ServedWorld;
  let browser: Browser | undefined;
  let blog: Listening | undefined;
  let folder: string;
  let question: { readonly token: string; readonly [name: string]: unknown };
  const url = 'https://noor.example/0';

  beforeAll(async () => {
    world = await createServedWorld();
    folder = await mkdtemp(join(tmpdir(), 'flattr-runtimes-'));
    await installPackage(folder);
    await installRuntimes();
    const { client: noor } = await world.joinsByForm('noor');
    const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'noor' } });
    await plantSite(world.owner, id as UserId, 'https://noor.example/');
    const things = Array.from({ length: 130 }, (_, n) => ({
      url: `https://noor.example/${n}`,
      title: `Post ${n}`,
    }));
    await noor.registerThings(things);
    question = { ...(await asSam()), url, handle: 'noor', webhook: webhookOf() };
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await blog?.close();
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Somebody who may flattr by a token. */
  const asSam = async () => {
    const { client } = await world.joinsByForm('sam');
    const input = { name: 'runtimes', scopes: ['FLATTR_WRITE', 'ME_READ'] } as const;
    const { createToken } = await client.request(CreateTokenDocument, { input });
    return { endpoint: `${world.site.url}/graphql`, token: createToken.secret ?? '' };
  };

  const heard = {
    thing: 'Post 0',
    flattred: url,
    refused: 'FlattrRefusal ALREADY_FLATTRED',
    undone: url,
    unreadable: 'FlattrError UNREADABLE',
    stranger: 'FlattrError UNAUTHENTICATED',
    things: 130,
    webhook: 'webhook.test',
    forged: 'WebhookRefused SIGNATURE_WRONG',
    button: true,
  };

  it.each(['node 20', 'deno', 'bun'])(
    'asks, is refused, asks again, pages and verifies on %s',
    async (runtime) => {
      expect(await askByScript(runtime, folder, question)).toEqual(heard);
    },
  );

  it('does so in a worker', async () => {
    expect(await askByWorker(folder, question)).toEqual(heard);
  });

  it.runIf(executablePath)('does so in a browser, on a page of another origin', async () => {
    browser = await openBrowser();
    const page = await browser.newPage();
    blog = await listen(
      new Hono().get('/', (c) => c.html('<!doctype html>')),
      0,
      '127.0.0.1',
    );
    await page.goto(`http://127.0.0.1:${blog.port}/`);
    await page.addScriptTag({ type: 'module', content: await bundled(folder, 'page.js') });
    const answer = page.evaluate(async (asking) => {
      const { ask } = globalThis as never as { ask(question: unknown): Promise<unknown> };
      return ask(asking);
    }, question);
    // What does not allow another origin, a browser hides.
    expect(await answer).toEqual({ ...heard, unreadable: 'FlattrError UNREACHABLE' });
  });

  it('is tried on the oldest Node that it is for', async () => {
    expect(await versionOf('node')).toMatch(/^20\./);
  });
});

/** A webhook as an instance signs it. */
function webhookOf() {
  const key = Buffer.alloc(32, 5);
  const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data: {} });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', key).update(`delivery.${at}.${body}`).digest('base64');
  return {
    secret: `whsec_${key.toString('base64')}`,
    body,
    headers: {
      'webhook-id': 'delivery',
      'webhook-timestamp': `${at}`,
      'webhook-signature': `v1,${signature}`,
    },
  };
}
