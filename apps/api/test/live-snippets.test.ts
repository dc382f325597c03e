import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { needsProgram } from '@flattr/evidence/needs-program';
import { until } from '@flattr/test-world/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveWorld, openLiveWorld } from './live-world.ts';

const page = await readFile(join(import.meta.dirname, '../../../docs/integrate/live.md'), 'utf8');
const snippet = (language: string) =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
const curl = needsProgram('curl', ['/usr/bin/curl']);

let live: LiveWorld;
let folder: string;
beforeAll(async () => {
  live = await openLiveWorld();
  folder = await mkdtemp(join(tmpdir(), 'flattr-live-'));
});
afterAll(async () => {
  await live.close();
  await rm(folder, { recursive: true });
});

/** Runs a program that watches the song, while two flattr it; gives what it said until it had seen the second. */
const watchSong = async (program: string, args: readonly string[], last: RegExp): Promise<string> => {
  const { world, one, other } = live;
  const url = 'https://example.com/song';
  const there = await world.platform.db.thing.findUnique({ where: { url } });
  if (!there) await world.finds(url);
  const { id } = await world.platform.db.thing.findUniqueOrThrow({ where: { url } });
  const child = spawn(program, args, { env: { PATH: '/usr/bin:/bin', FLATTR_API: other.url } });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  for (const name of ['ann', 'ben']) {
    await until(
      'a value',
      async () => said.trim() !== '' && !/^\s*:/.test(said.trim().split('\n').at(-1) ?? ':'),
    );
    const fan = await world.joins(`${name}-${said.length}-${child.pid}`);
    await flattrThing(one.platform, fan.id, { thingId: id as Awaited<ReturnType<typeof world.finds>> });
  }
  await until('the last value', async () => last.test(said));
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return said;
};

describe('what docs/integrate/live.md says', () => {
  it('is done as it stands there in Node', async () => {
    const file = join(folder, 'watch.mjs');
    await writeFile(file, snippet('js'));
    expect(await watchSong(process.execPath, [file], /^2$/m)).toMatch(/^0\n(1\n)?2\n$/);
  });

  it.runIf(curl)('is done as it stands there with curl', async () => {
    const said = await watchSong('/bin/sh', ['-c', `exec ${snippet('sh')}`], /"count":4/);
    expect(said).toMatch(/event: next\ndata: \{"data":\{"thingFlattrCount":\{"count":2\}\}\}\n/);
  });
});
