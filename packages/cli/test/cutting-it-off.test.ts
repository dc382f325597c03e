import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scaleOf, sharedFolder } from '@flattr/evidence';
import { compiled } from '@flattr/test-world/compiled';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CliWorld, openCliWorld } from './cli-world.ts';
import { type HoldingProxy, openHoldingProxy } from './holding-proxy.ts';
import type { Shell } from './shell.ts';

const bin = join(import.meta.dirname, '../src/bin.ts');

let open: CliWorld;
let proxy: HoldingProxy;
let shell: Shell;

beforeAll(async () => {
  open = await openCliWorld();
  proxy = await openHoldingProxy(open.instance);
  shell = (await open.openShell()).with({
    instance: proxy.origin,
    token: open.noor.token,
    fetch: open.blog.fetch,
  });
});
afterAll(async () => {
  await shell?.remove();
  await proxy?.close();
  await open?.close();
});

/** A process of its own, as a person starts it, ended by SIGKILL as soon as what it asks for is held. */
const isCutOff = async (words: readonly string[], held: Promise<void>): Promise<void> => {
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: shell.folder,
    env: {
      ...compiled,
      XDG_CONFIG_HOME: join(shell.folder, '.config'),
      FLATTR_INSTANCE: proxy.origin,
      FLATTR_TOKEN: open.noor.token,
    },
  });
  let said = '';
  child.stderr.on('data', (part) => (said += part));
  const closed = once(child, 'close');
  await Promise.race([held, closed.then(() => Promise.reject(new Error(`it ended by itself: ${said}`)))]);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  expect(signal).toBe('SIGKILL');
};

const things = async (like: string) =>
  (
    await open.world.owner.query('SELECT url, title FROM things WHERE url LIKE $1 ORDER BY url', [
      `%${like}%`,
    ])
  ).rows;

const told = async (...words: readonly string[]) =>
  JSON.parse((await shell.type(...words, '--json')).out).sources[0];

type Cut = readonly [when: 'before' | 'after', nth: number];

it.each<Cut>(
  scaleOf<Cut[]>({
    quick: [['after', 1]],
    ci: [
      ['before', 1],
      ['after', 1],
      ['before', 2],
      ['after', 2],
    ],
    full: [
      ['before', 1],
      ['after', 1],
      ['before', 2],
      ['after', 2],
    ],
  }),
)(
  'a sitemap whose registering was cut off %s the instance did batch %i ends the same when it is run again',
  async (when, nth) => {
    const host = `${when}-${nth}.example`;
    const real = join(sharedFolder(), 'feeds/blog.sitemap.xml');
    const own = join(import.meta.dirname, '../../../apps/instance/test/samples/sitemap.xml');
    const text = await readFile(
      scaleOf({ quick: false, ci: existsSync(real), full: existsSync(real) }) ? real : own,
      'utf8',
    );
    await writeFile(
      join(shell.folder, `${host}.xml`),
      text.replace(/<loc>https?:\/\/[^/]+/g, `<loc>https://${host}`),
    );
    const urls = new Set([...text.matchAll(/<loc>https?:\/\/[^/]+([^<]*)/g)].map(([, path]) => path));
    const words = ['register', '--sitemap', `${host}.xml`, '--no-pages'];

    await isCutOff(words, proxy.hold('registerThings', nth, when));
    const done = await things(`//${host}/`);
    expect(done.length).toBe(when === 'after' ? Math.min(500 * nth, urls.size) : 500 * (nth - 1));

    const again = await told(...words);
    expect(again.created.length).toBe(urls.size - done.length);
    expect(again.created.length + again.updated.length + again.unchanged).toBe(urls.size);
    expect((await things(`//${host}/`)).length).toBe(urls.size);
    expect(await told(...words)).toMatchObject({ created: [], updated: [], unchanged: urls.size });
  },
);

it.each(
  scaleOf<('before' | 'after')[]>({ quick: ['after'], ci: ['before', 'after'], full: ['before', 'after'] }),
)('moves that were cut off %s the instance did them are made by the next run, once', async (when) => {
  const feed = (folder: string) =>
    writeFile(
      join(shell.folder, `${when}.xml`),
      `<rss version="2.0"><channel><title>T</title>${['a', 'b', 'c']
        .map(
          (name) =>
            `<item><title>${name}</title><link>${open.blog.origin}/${when}/${folder}/${name}</link><guid isPermaLink="false">${name}</guid></item>`,
        )
        .join('')}</channel></rss>`,
    );
  const words = ['register', '--feed', `${when}.xml`];
  await feed('old');
  await told(...words);
  const before = await things(`/${when}/`);
  await feed('new');
  for (const name of ['a', 'b', 'c'])
    open.blog.pages.set(`/${when}/old/${name}`, { status: 301, location: `/${when}/new/${name}` });

  await isCutOff(words, proxy.hold('moveThings', 1, when));
  const again = await told(...words);
  expect([again.moved.length, again.created, again.waiting]).toEqual([3, [], []]);
  const after = await things(`/${when}/`);
  expect(after).toEqual(before.map((row) => ({ ...row, url: row.url.replace('/old/', '/new/') })));
  expect(await told(...words)).toMatchObject({ moved: [], created: [], updated: [], unchanged: 3 });
});
