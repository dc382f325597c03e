import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flattrLink } from '../flattr-link.ts';
import { replaceFile } from '../replace-file.ts';
import { readTags } from './read-tags.ts';
import { sampleAudio } from './sample-audio.ts';
import { tagFile } from './tag-file.ts';
import { addressOfTags, thingsOfTags } from './thing-of-tags.ts';

const run = promisify(execFile);
const server = 'https://flattr.example';
const link = flattrLink(server, 'https://noor.example/night-train?a=1&b=ü');
const options = { link, server, replace: false, dryRun: false };
const names = Object.keys(sampleAudio);

/** The reader reads the other tags of these wrongly. */
const isPlainly = (name: string) => !/^(?:unsynchronised|laid-out)/.test(name);

let folder: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flattr-tag-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file with these bytes in a folder of its own. */
const fileOf = async (name: string, bytes = sampleAudio[name] ?? Buffer.alloc(0)): Promise<string> => {
  const path = join(await mkdtemp(join(folder, 'f')), `${made++}-${name}`);
  await writeFile(path, bytes);
  return path;
};

const tag = async (path: string, more: Partial<typeof options> = {}) =>
  tagFile(path, await readTags(path), { ...options, ...more });

/** Whether bytes stand in a file as they stood before it was tagged. */
const holds = async (path: string, bytes: Buffer) => (await readFile(path)).includes(bytes);

describe.each(names)('%s', (name) => {
  it('says where it is paid, once, with its other tags and its sound as they were', async () => {
    const path = await fileOf(name);
    const before = await readTags(path);
    expect(await tag(path)).toBe('written');
    const after = await readTags(path);
    expect(after.payments).toEqual([link]);
    if (isPlainly(name)) expect([after.others, after.common]).toEqual([before.others, before.common]);
    const once = await readFile(path);
    expect(await tag(path)).toBe('unchanged');
    expect(Buffer.compare(await readFile(path), once)).toBe(0);
    expect((await readdir(join(path, '..'))).length).toBe(1);
  });

  it('is left alone in a dry run', async () => {
    const path = await fileOf(name);
    expect(await tag(path, { dryRun: true })).toBe('would-be-written');
    expect(Buffer.compare(await readFile(path), sampleAudio[name] ?? Buffer.alloc(0))).toBe(0);
  });

  it('says another page of this instance when it is told, and another’s address only if asked to', async () => {
    const path = await fileOf(name);
    await tag(path);
    const other = flattrLink(server, 'https://noor.example/other');
    expect(await tag(path, { link: other })).toBe('written');
    expect((await readTags(path)).payments).toEqual([other]);
    const elsewhere = {
      server: 'https://other.example',
      link: flattrLink('https://other.example', 'https://x.example/'),
    };
    await expect(tag(path, elsewhere)).rejects.toThrow(`It says already that it is paid at ${other}`);
    expect((await readTags(path)).payments).toEqual([other]);
    expect(await tag(path, { ...elsewhere, replace: true })).toBe('written');
    expect((await readTags(path)).payments).toEqual([elsewhere.link]);
  });
});

describe('an MP3 file', () => {
  it('gets WPAY and WXXX:flattr in ID3v2.4, and keeps the version that it has', async () => {
    const versions: string[] = [];
    for (const name of ['bare.mp3', 'old.mp3', 'new.mp3']) {
      const path = await fileOf(name);
      await tag(path);
      const { native } = await parseFile(path);
      const [version = ''] = Object.keys(native);
      versions.push(version);
      expect(native[version]).toContainEqual(expect.objectContaining({ id: 'WPAY', value: link }));
      expect((await readTags(path)).flattr).toBe(link);
    }
    expect(versions).toEqual(['ID3v2.4', 'ID3v2.3', 'ID3v2.4']);
  });

  it('keeps every byte of each other frame, also of a list of musicians and of what nobody knows', async () => {
    const path = await fileOf('new.mp3');
    await tag(path);
    const old = sampleAudio['new.mp3'] ?? Buffer.alloc(0);
    const frames = old.subarray(10, old.indexOf(Buffer.alloc(20)));
    expect(frames.length).toBeGreaterThan(200);
    expect(await holds(path, frames)).toBe(true);
  });

  it.each(['unsynchronised.mp3', 'laid-out.mp3'])(
    'is laid out plainly where it was not: %s',
    async (name) => {
      const path = await fileOf(name);
      await tag(path);
      const { others, common } = await readTags(path);
      expect(common.title).toBe('Night train of Noor');
      const owned = { owner_identifier: 'me', data: Uint8Array.of(0xff, 0xe0) };
      expect(Object.values(others)[0]).toContainEqual({ id: 'PRIV', value: owned });
    },
  );

  it('of version 2.2 is told so', async () => {
    const bytes = Buffer.concat([
      Buffer.from('ID3\x02\0\0\0\0\0\x0c'),
      Buffer.from('TT2\0\0\x06\0Night'),
      sampleAudio['bare.mp3'] ?? Buffer.alloc(0),
    ]);
    await expect(tag(await fileOf('older.mp3', bytes))).rejects.toThrow('of version 2.2');
  });

  it('is left alone where a frame of it is damaged', async () => {
    const bytes = Buffer.from(sampleAudio['new.mp3'] ?? []);
    bytes.writeUInt8(0x7f, 10 + 5);
    const path = await fileOf('damaged.mp3', bytes);
    await expect(tag(path)).rejects.toThrow(/damaged|cannot be read/);
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
  });
});

describe('what is no audio file', () => {
  it.each([
    ['words.mp3', Buffer.from('This is a letter, and long enough to be one.')],
    ['empty.flac', Buffer.alloc(0)],
    ['cut.m4a', (sampleAudio['song.m4a'] ?? Buffer.alloc(0)).subarray(0, 90)],
    ['cut.flac', (sampleAudio['song.flac'] ?? Buffer.alloc(0)).subarray(0, 60)],
  ])('%s is told so and left alone', async (name, bytes) => {
    const path = await fileOf(name, bytes);
    await expect(tag(path)).rejects.toMatchObject({ name: 'TagTrouble' });
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
    expect((await readdir(join(path, '..'))).length).toBe(1);
  });
});

describe('replacing a file', () => {
  it('leaves the old one and nothing besides where writing fails', async () => {
    const path = await fileOf('bare.mp3');
    const failing = replaceFile(path, async (copy) => {
      await writeFile(copy, 'half of i');
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(Buffer.compare(await readFile(path), sampleAudio['bare.mp3'] ?? Buffer.alloc(0))).toBe(0);
    expect((await readdir(join(path, '..'))).length).toBe(1);
  });

  it('replaces what a link leads to, and the link stays', async () => {
    const path = await fileOf('song.flac');
    const at = join(await mkdtemp(join(folder, 'l')), 'link.flac');
    await symlink(path, at);
    await tag(at);
    expect((await readTags(path)).payments).toEqual([link]);
    expect((await readTags(at)).payments).toEqual([link]);
  });
});

describe('what tags name', () => {
  it('is the payment link’s thing, the file’s page, the artist’s, or the recording', async () => {
    const mp3 = await readTags(await fileOf('new.mp3'));
    expect(addressOfTags(mp3, server)).toBe('https://noor.example/night-train');
    const path = await fileOf('song.flac');
    expect(thingsOfTags(await readTags(path), server)).toEqual([
      { url: 'https://noor.example/', title: 'Noor', tags: ['isrc:SEAAA2600002'] },
    ]);
    await tag(path);
    expect(addressOfTags(await readTags(path), server)).toBe('https://noor.example/night-train?a=1&b=ü');
    const { others: _others, ...bare } = mp3;
    expect(addressOfTags({ ...bare, others: {} }, server)).toBe(
      'https://musicbrainz.org/recording/5b11f4ce-a62d-471e-81fc-a69a8278c7da',
    );
  });
});

const mutagen = needsProgram('mutagen', ['/usr/bin/mutagen-inspect']);
const eyed3 = needsProgram('eyed3', ['/usr/bin/eyeD3']);

it('has the programs that read tags where every suite must run', () => {
  expect((mutagen && eyed3) || !allSuites()).toBeTruthy();
});

describe.runIf(mutagen && eyed3)('programs of others', () => {
  it.each(names)('read the address and the other tags of %s', async (name) => {
    const path = await fileOf(name);
    await tag(path);
    const { stdout } = await run(mutagen ?? '', [path]);
    expect(stdout).toContain(link);
    if (name !== 'bare.mp3') expect(stdout).toMatch(/Noor/);
    if (!name.endsWith('.mp3')) return;
    const read = await run(eyed3 ?? '', ['--no-color', '-v', path]);
    expect(read.stdout).toContain(link);
    if (name !== 'bare.mp3') expect(read.stdout).toContain('Night train');
  });
});
