import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@flattr/database/free-port';
import type { UserId } from '@flattr/domain/ids';
import { scale } from '@flattr/evidence';
import { CreateTokenDocument } from '@flattr/sdk';
import { plantSite } from '@flattr/test-world/plant-site';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPackage } from './runtimes.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';
import { snippetsOf } from './snippets.ts';

const snippets = snippetsOf('docs/integrate/sdk.md');
const using = (word: string): string =>
  snippets.find(({ language, text }) => language === 'js' && text.includes(word))?.text ?? '';
const outputAfter = (text: string): string => {
  const next = snippets[snippets.findIndex((snippet) => snippet.text === text) + 1];
  return next?.language === 'text' ? next.text : '';
};

it('has a test for each snippet', () => {
  expect(snippets.map(({ language }) => language)).toEqual([
    'js',
    'text',
    'js',
    'text',
    'js',
    'text',
    'js',
    'js',
  ]);
});

describe.runIf(scale() !== 'quick')('what the document about the SDK shows', () => {
  let world: ServedWorld;
  let folder: string;
  let tokens: { readonly things: string; readonly flattr: string };
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flattr-snippets-'));
    await installPackage(folder);
    world = await createServedWorld();
    const { client: noor } = await world.joinsByForm('noor');
    const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'noor' } });
    await plantSite(world.owner, id as UserId, 'https://blog.example/');
    for (const name of ['bread', 'trains'])
      await noor.registerThings([{ url: `https://blog.example/${name}`, title: `On ${name}` }]);
    const { client: sam } = await world.joinsByForm('sam');
    const token = async (client: typeof noor, scope: 'THINGS_WRITE' | 'FLATTR_WRITE') =>
      (await client.request(CreateTokenDocument, { input: { name: 'sdk', scopes: [scope] } })).createToken
        .secret ?? '';
    tokens = { things: await token(noor, 'THINGS_WRITE'), flattr: await token(sam, 'FLATTR_WRITE') };
  });
  afterAll(async () => {
    for (const process of running) {
      process.kill();
      await once(process, 'close');
    }
    await world?.close();
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, text: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, text.replaceAll('https://flattr.example', world.site.url));
    return file;
  };

  it.each([['createRequest'], ['listAll'], ['idempotencyKey']])('prints what it says: %s', async (word) => {
    const file = await write(`${word}.js`, using(word));
    const env = { FLATTR_TOKEN: tokens.flattr };
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder, env });
    expect(stdout).toBe(outputAfter(using(word)));
    expect(stdout).not.toBe('');
  });

  it('takes a webhook that is signed, and no other', async () => {
    const port = await freePort();
    const key = Buffer.alloc(32, 3);
    const env = { PORT: `${port}`, FLATTR_WEBHOOK_SECRET: `whsec_${key.toString('base64')}` };
    const server = spawn(process.execPath, [await write('webhooks.js', using('verifyWebhook'))], { env });
    running.push(server);
    const data = { thing: { url: 'https://blog.example/bread' }, month: '2026-11', flattrCount: 3 };
    const body = JSON.stringify({ type: 'thing.flattred', timestamp: '2026-11-23T00:00:00.000Z', data });
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', key).update(`delivery.${at}.${body}`).digest('base64');
    const headers = { 'webhook-id': 'delivery', 'webhook-timestamp': `${at}` };
    const send = (by: string) =>
      fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        headers: { ...headers, 'webhook-signature': `v1,${by}` },
        body,
      }).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(() => send(Buffer.alloc(32).toString('base64')), { timeout: 10_000 }).toBe(401);
    const [[said], status] = await Promise.all([once(server.stdout, 'data'), send(signature)]);
    expect([`${said}`, status]).toEqual(['https://blog.example/bread 3\n', 204]);
  });

  it('checks an adapter under a test runner', async () => {
    const notebook = join(import.meta.dirname, 'notebook.ts');
    const configuration = JSON.stringify({ instance: world.site.url, token: tokens.things });
    await write(
      'subject.js',
      `import { openSite } from ${JSON.stringify(notebook)};
let sites = 0;
export const subject = {
  configuration: ${configuration},
  open: (configuration) => openSite(\`https://notebook-\${++sites}.example\`, configuration),
};`,
    );
    const file = await write('adapter.test.js', using('adapterChecks'));
    const { stdout } = await promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap', file], {
      cwd: folder,
      env: {},
    });
    expect(stdout).toMatch(/^# pass 11$/m);
    expect(stdout).toMatch(/^# fail 0$/m);
  });
});
