import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import { registerThings } from '@flattr/domain/things/register-things';
import { sharedFolder } from '@flattr/evidence';
import type { Person } from '@flattr/test-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let people: Person[];

const library = [
  ['bread', 'Baking bread at night', 'ARTICLE', 'en', ['food', 'night']],
  ['brot', 'Brote backen im Holzofen', 'ARTICLE', 'de', ['food']],
  ['trains', 'Night trains of Europe', 'VIDEO', 'en', ['travel', 'night']],
  ['pao', 'Pão de queijo', 'ARTICLE', 'pt-BR', ['food']],
  ['song', 'Song of the night watch', 'AUDIO', null, ['music']],
] as const;

const register = async (owner: Person) => {
  await open.world.owns(owner, 'https://library.example/');
  const inputs = library.map(([path, title, kind, language, tags]) => ({
    url: `https://library.example/${path}`,
    title,
    kind,
    language,
    tags: [...tags],
  }));
  await registerThings(open.world.platform, owner.id, inputs);
};

/** So many of the people flattr a page of the library. */
const flattr = async (path: string, from: number, to: number) => {
  const { world } = open;
  const { id } = await world.platform.db.thing.findUniqueOrThrow({
    where: { url: `https://library.example/${path}` },
  });
  for (const person of people.slice(from, to)) await world.flattrs(person, id as never);
};

beforeAll(async () => {
  open = await openApi({ now: new Date('2026-11-01T12:00:00Z') });
  const { world } = open;
  people = [];
  for (let nth = 0; nth < 8; nth++) people.push(await world.joins(`person-${nth}`));
  await register(await world.joins('owner'));
  await flattr('bread', 0, 5);
  await gatherFlattrs(world.platform);
  await world.moveClockTo('2026-11-13T12:00:00Z');
  await flattr('brot', 0, 3);
  await gatherFlattrs(world.platform);
  await world.moveClockTo('2026-11-15T12:00:00Z');
  await flattr('trains', 0, 2);
  await flattr('song', 0, 1);
  await gatherFlattrs(world.platform);
});
afterAll(() => open.close());

type Row = { url: string; flattrCount: number };

const list = async (args: string, field = 'things', text = '') => {
  const query = `query ($text: String!) { with: things(tag: $text, first: 1) { totalCount } ${field}${args && `(${args})`} { totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    nodes { url flattrCount creator { handle } } } }`;
  const { data, errors } = await open.ask(query, { text });
  if (errors) throw new Error(errors[0]?.extensions.code);
  const page = data[field];
  return { ...page, paths: page.nodes.map(({ url }: Row) => url.split('/').at(-1)) };
};

describe('the catalogue', () => {
  it.each([
    ['', ['trains', 'brot', 'song', 'bread']],
    ['orderBy: FLATTRS', ['bread', 'brot', 'trains', 'song']],
    ['orderBy: FLATTRS, window: MONTH', ['bread', 'brot', 'trains', 'song']],
    ['orderBy: FLATTRS, window: WEEK', ['brot', 'trains', 'song']],
    ['orderBy: FLATTRS, window: DAY', ['trains', 'song']],
    ['orderBy: HEAT, window: MONTH', ['trains', 'brot', 'song', 'bread']],
    ['orderBy: HEAT, kind: ARTICLE', ['brot', 'bread']],
    ['orderBy: FLATTRS, tag: "night"', ['bread', 'trains']],
    ['orderBy: NEWEST, window: DAY', []],
    ['orderBy: NEWEST, language: "pt"', ['pao']],
    ['orderBy: NEWEST, language: "pt-PT"', []],
    ['orderBy: FLATTRS, language: "de", kind: ARTICLE, tag: "food", window: WEEK', ['brot']],
  ])('(%s) is %j', async (args, paths) => {
    const page = await list(args);
    expect([page.paths, page.totalCount]).toEqual([paths, paths.length]);
  });

  it('shows each thing with who made it and its flattrs of the month', async () => {
    const { nodes } = await list('orderBy: FLATTRS, first: 1');
    expect(nodes).toEqual([
      { url: 'https://library.example/bread', flattrCount: 5, creator: { handle: 'owner' } },
    ]);
  });

  it('is read page by page, forwards and backwards, to the same end', async () => {
    for (const args of [
      'orderBy: HEAT',
      'orderBy: FLATTRS',
      'orderBy: NEWEST',
      'orderBy: FLATTRS, window: MONTH',
    ]) {
      const { paths: whole } = await list(args);
      const there: string[] = [];
      for (let after = '', more = true; more; ) {
        const page = await list(`${args}, first: 2${after}`);
        there.push(...page.paths);
        after = `, after: "${page.pageInfo.endCursor}"`;
        more = page.pageInfo.hasNextPage;
      }
      expect(there).toEqual(whole);
      const back = await list(`${args}, last: 2`);
      expect(back.paths).toEqual(whole.slice(-2));
      expect((await list(`${args}, last: 2, before: "${back.pageInfo.startCursor}"`)).paths).toEqual(
        whole.slice(-4, -2),
      );
    }
  });

  it('forgets what has left its windows, and cools everything alike', async () => {
    await open.world.moveClockTo('2026-11-21T12:00:00Z');
    await gatherFlattrs(open.world.platform);
    expect((await list('window: DAY')).paths).toEqual([]);
    expect((await list('window: WEEK')).paths).toEqual(['trains', 'song']);
    expect((await list('')).paths).toEqual(['trains', 'brot', 'song', 'bread']);
  });

  it('refuses a language that is none, and a cursor that is none', async () => {
    await expect(list('language: "not a tag"')).rejects.toThrow('BAD_USER_INPUT');
    await expect(list('after: "nonsense"')).rejects.toThrow('BAD_USER_INPUT');
  });
});

const search = (query: string, args = '') => list(`query: $text${args}`, 'searchThings', query);

describe('the search', () => {
  it.each([
    ['bread', ['bread']],
    ['breads', ['bread']],
    ['brot', ['brot']],
    ['backe', ['brot']],
    ['nig', ['bread', 'trains', 'song']],
    ['night -trains', ['bread', 'song']],
    ['"night trains"', ['trains']],
    ['queijo or watch', ['pao', 'song']],
    ['night bread', ['bread']],
    ['nothing of it', []],
    ['', []],
    ['the', ['song']],
  ])('for %j finds %j', async (query, paths) => {
    const page = await search(query);
    expect([[...page.paths].sort(), page.totalCount]).toEqual([[...paths].sort(), paths.length]);
  });

  it('puts a title before a tag, and what is flattred more before what is not', async () => {
    expect((await search('night')).paths.at(-1)).not.toBe('trains');
    expect((await search('food')).paths).toEqual(['bread', 'brot', 'pao']);
  });

  it('is read page by page', async () => {
    const { paths: whole } = await search('food');
    const first = await search('food', ', first: 2');
    expect([first.paths, first.totalCount]).toEqual([whole.slice(0, 2), 3]);
    expect((await search('food', `, first: 2, after: "${first.pageInfo.endCursor}"`)).paths).toEqual(
      whole.slice(2),
    );
    expect((await search('food', ', last: 1')).paths).toEqual(whole.slice(-1));
    expect((await search('food', ', kind: VIDEO')).paths).toEqual([]);
  });

  it('takes any text', async () => {
    const own = [
      "'",
      '\\',
      '"',
      ':*',
      '&',
      '!',
      '(',
      '<->',
      "a':*",
      'a\\',
      '\u0000',
      '\ud800',
      '-',
      '- -',
      '%',
      'or',
    ];
    const naughty = await naughtyStrings();
    for (const text of [...own, ...naughty, 'x'.repeat(100_000)])
      expect((await search(text)).totalCount, text.slice(0, 80)).toBeGreaterThanOrEqual(0);
  }, 120_000);
});

const corpus = join(sharedFolder(), 'corpora/blns.json');

/** The collected ones where they are at hand; each of ours is of one of their kinds. */
const naughtyStrings = async (): Promise<readonly string[]> =>
  existsSync(corpus) ? JSON.parse(await readFile(corpus, 'utf8')) : [];
