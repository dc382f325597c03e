import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { UserId } from '@flattr/domain/ids';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import type { Document } from '@flattr/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { podcastSample } from '../src/feed/sample-feeds.ts';
import { readTags } from '../src/tag/read-tags.ts';
import { sampleAudio } from '../src/tag/sample-audio.ts';
import { type CliWorld, openCliWorld, tokenOf } from './cli-world.ts';
import type { Shell } from './shell.ts';

const run = promisify(execFile);
const curl = needsProgram('curl', ['/usr/bin/curl']);

let open: CliWorld;
let shell: Shell;

beforeAll(async () => {
  open = await openCliWorld();
  shell = await open.openShell();
});
afterAll(async () => {
  await shell?.remove();
  await open?.close();
});

const put = (name: string, content: string | Uint8Array) => writeFile(join(shell.folder, name), content);
const read = (name: string) => readFile(join(shell.folder, name), 'utf8');
const audio = (name: string) => sampleAudio[name] ?? Buffer.alloc(0);

const json = async (...words: readonly string[]) => JSON.parse((await shell.type(...words, '--json')).out);

type Suggested = { readonly viewer: { readonly suggestions: { readonly nodes: readonly object[] } } | null };

const suggestionsQuery: Document<
  Suggested,
  Record<string, never>
> = '{ viewer { suggestions { nodes { url title plays } } } }';

/** The shell blocks of a document. */
const blocks = (name: string): readonly string[] =>
  [
    ...readFileSync(join(import.meta.dirname, '../../../docs/integrate', name), 'utf8').matchAll(
      /^```sh\n(.*?)^```/gms,
    ),
  ].map(([, code = '']) => code);

/** Types every line of the command in a document, one after the other. */
const typesAll = async (name: string) => {
  const lines = blocks(name)
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.startsWith('flattr '));
  const told: string[] = [];
  for (const line of lines) {
    const { code, out, err } = await shell.type(...line.split(' ').slice(1));
    expect([line, code, err]).toEqual([line, 0, '']);
    told.push(out);
  }
  return told;
};

const allThings = async () =>
  (await open.world.owner.query('SELECT url, title, kind, tags FROM things ORDER BY url')).rows;

describe('who reads docs/integrate/podcasts.md', () => {
  it('writes into a feed where it is paid, once, registers its episodes, and shares them', async () => {
    const noor = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'noor' } });
    await open.world.owns({ id: noor.id as UserId, handle: 'noor' }, 'https://noor.example/');
    await put('podcast.xml', podcastSample);
    const told = await typesAll('podcasts.md');
    expect(told.slice(0, 4)).toEqual([
      'podcast.xml: 6 elements to add, 0 brought up to date, 0 removed.',
      'podcast.xml: 6 elements added, 0 brought up to date, 0 removed.',
      'podcast.xml says all of it already.',
      'podcast.xml: 1 elements added, 0 brought up to date, 0 removed.',
    ]);
    expect(await read('podcast.xml')).toContain(`<podcast:funding url="${open.instance}/flattr?url=`);
    expect(await read('with-shares.xml')).toContain(`address="${open.instance}/u/noor"`);
    expect((await allThings()).map(({ url, kind }) => [url, kind])).toEqual([
      ['https://noor.example/show/1', 'AUDIO'],
      ['https://noor.example/show/2?a=1&b=2', 'AUDIO'],
    ]);
    const [, proposeAt = ''] =
      /^https:\/\/noor.example\/show\/1: noor 60 %, ada 40 %\n {2}(\S+)$/m.exec(told.at(-1) ?? '') ?? [];
    const page = await (await fetch(proposeAt, { headers: { cookie: open.noor.cookie } })).text();
    expect(page).toMatch(
      /name="handle" value="noor".*?name="percent" value="60".*?value="ada".*?value="40"/s,
    );
    const twice = await json('splits', 'with-shares.xml');
    expect(twice).toMatchObject({
      named: 3,
      splits: [{ parts: [{ basisPoints: 6000 }, { basisPoints: 4000 }] }, {}],
    });
    expect((await shell.type('splits', 'podcast.xml')).out).toContain('podcast.xml names nobody by a handle');
  });
});

describe('a feed', () => {
  it('is read from an address, and told to programs change by change', async () => {
    open.blog.pages.set('/feed.xml', {
      body: podcastSample.replaceAll('https://noor.example', open.blog.origin),
    });
    const told = await json('feed', `${open.blog.origin}/feed.xml`, '-o', 'fetched.xml');
    expect(told).toMatchObject({ written: 'fetched.xml', entries: 2, withoutAddress: 0 });
    expect(told.changes[0]).toEqual({ what: 'payment', how: 'added', url: `${open.blog.origin}/show/` });
    expect(await read('fetched.xml')).toContain('Noor & <friends>');
    const missing = await shell.type('feed', `${open.blog.origin}/nothing.xml`, '-o', 'nothing.xml');
    expect([missing.code, missing.err]).toEqual([4, expect.stringContaining('answers 404')]);
  });

  it.each([
    [['podcast.xml'], 'Where shall it be written?'],
    [['podcast.xml', '-o', 'x.xml', '--in-place'], 'either to a file or in place'],
    [['https://noor.example/feed.xml', '--in-place'], 'An address cannot be written in place'],
    [['podcast.xml', '--in-place', '--recipients', 'ada'], '“ada” is no recipient'],
    [['nowhere.xml', '--in-place'], 'There is no file nowhere.xml'],
    [['page.html', '--in-place'], 'page.html: This is no feed but a web page'],
  ])('asked for as %j is refused with a sentence', async (words, sentence) => {
    const page = '<html><head><title>x</title></head></html>';
    await put('page.html', page);
    const { code, err } = await shell.type('feed', ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
    expect(await read('page.html')).toBe(page);
    expect(
      (await readdir(shell.folder)).filter((name) => name.startsWith('.') && name !== '.config'),
    ).toEqual([]);
  });
});

describe('who reads docs/integrate/music.md', () => {
  it('tags files and registers a library', async () => {
    await put('night-train.mp3', audio('bare.mp3'));
    for (const ending of ['flac', 'ogg', 'm4a']) await put(`album.${ending}`, audio(`song.${ending}`));
    await mkdir(join(shell.folder, 'Music/deep'), { recursive: true });
    await put('Music/deep/new.mp3', audio('new.mp3'));
    await put('Music/song.flac', audio('song.flac'));
    await put('Music/words.mp3', 'no music at all');
    // Its own tags name no page.
    await shell.type('tag', '--url', 'https://noor.example/album', 'album.m4a');
    const told = await typesAll('music.md');
    const link = `${open.instance}/flattr?url=${encodeURIComponent('https://noor.example/night-train')}`;
    expect(told.slice(0, 2)).toEqual([
      `night-train.mp3: would be tagged, ${link}`,
      `night-train.mp3: tagged, ${link}`,
    ]);
    expect((await readTags(join(shell.folder, 'night-train.mp3'))).payments).toEqual([link]);
    expect(told[2]).toContain(`album.m4a: says so already`);
    expect(told[3]).toContain('2 things in 3 files would be registered.\n1 files name no page');
    expect(told[4]).toContain('2 things in 3 files: 2 registered, 0 known before, 0 refused.');
    expect((await allThings()).filter(({ tags }) => tags.length > 0)).toEqual([
      { url: 'https://noor.example/', title: 'Noor', kind: 'AUDIO', tags: ['isrc:SEAAA2600002'] },
      {
        url: 'https://noor.example/night-train',
        title: 'Night train – Noor',
        kind: 'AUDIO',
        tags: ['mbid:5b11f4ce-a62d-471e-81fc-a69a8278c7da', 'isrc:SEAAA2600001'],
      },
    ]);
    expect((await shell.type('scan', 'Music')).out).toContain('0 registered, 2 known before');
  });

  it('has the program that sends listens where every suite must run', () => {
    expect(curl || !allSuites()).toBeTruthy();
  });

  it.runIf(curl)('tells a listen, which becomes a suggestion', async () => {
    const mina = await open.world.joinsByForm('mina');
    const TOKEN = await tokenOf(mina.client, ['LISTENS_WRITE']);
    const [validate = '', submit = ''] = blocks('music.md').filter((block) => block.startsWith('curl'));
    const env = { FLATTR: open.instance, TOKEN, PATH: '/usr/bin:/bin' };
    const asked = async (script: string) => JSON.parse((await run('bash', ['-ec', script], { env })).stdout);
    expect(await asked(validate)).toMatchObject({ valid: true, user_name: 'mina' });
    expect(await asked(submit)).toEqual({ status: 'ok' });
    const { viewer } = await mina.client.request(suggestionsQuery, {});
    expect(viewer?.suggestions.nodes).toEqual([
      { url: 'https://noor.example/night-train', title: 'Night train – Noor', plays: 1 },
    ]);
  });
});

describe('tagging', () => {
  it('goes on where one file fails, and says so to programs', async () => {
    await put('good.mp3', audio('new.mp3'));
    await put('bad.mp3', 'This is a letter, and long enough to be one.');
    const { code, out } = await shell.type('tag', 'bad.mp3', 'gone.mp3', 'good.mp3', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).files).toMatchObject([
      { file: 'bad.mp3', outcome: 'failed' },
      { file: 'gone.mp3', outcome: 'failed', trouble: 'It cannot be read or written: ENOENT.' },
      { file: 'good.mp3', outcome: 'written' },
    ]);
    await put('bare.mp3', audio('bare.mp3'));
    expect((await shell.type('tag', 'bare.mp3')).out).toContain('Its tags name no page. Say which it is');
    expect((await shell.type('tag', '--url', 'noor', 'bare.mp3')).code).toBe(2);
    expect((await shell.type('scan', 'nowhere')).err).toContain('There is no folder nowhere.');
  });
});
