import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { Person } from '@flattr/test-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';
import { watchStatements } from './watch-statements.ts';

let open: OpenApi;
let token: As;
let maker: Person;
let statements: () => readonly string[];

beforeAll(async () => {
  open = await openApi();
  const { world } = open;
  maker = await world.joins('maker');
  for (let nth = 0; nth < 30; nth++) await world.publishes(maker, `https://maker.example/${nth}`);
  const session = await open.joins('ada');
  const made = await open.ask(
    'mutation { createToken(input: {name: "t", scopes: [ME_READ, FLATTR_WRITE]}) { secret errors { code } } }',
    {},
    session,
  );
  token = { token: made.data.createToken.secret };
  for (let nth = 0; nth < 25; nth++) await flattr(`https://maker.example/${nth}`);
  await gatherFlattrs(world.platform);
  statements = watchStatements(world.platform.pool);
});
afterAll(() => open.close());

const flattring = `mutation ($url: String!) { flattr(input: {url: $url}) {
  month thing { title flattrCount creator { name } } errors { code } } }`;

const flattr = (url: string) => open.ask(flattring, { url }, token);

/** What an answer took beside finding out who asks. */
const taken = async <T>(work: () => Promise<T>): Promise<{ answer: T; statements: readonly string[] }> => {
  const before = statements().length;
  const answer = await work();
  const all = statements().slice(before);
  return { answer, statements: all.filter((text) => !/\b(tokens|points)\b/.test(text)) };
};

describe('what is asked most takes one statement', () => {
  it('a thing by its address, with who made it and its count', async () => {
    const { answer, statements } = await taken(() =>
      open.ask('{ thing(url: "http://MAKER.example/3") { title url flattrCount creator { handle name } } }'),
    );
    expect(answer.data.thing).toMatchObject({ flattrCount: 1, creator: { handle: 'maker' } });
    expect(statements).toHaveLength(1);
  });

  it('the twenty things that are flattred most, with who made them', async () => {
    const { answer, statements } = await taken(() =>
      open.ask('{ mostFlattred(first: 20) { flattrCount thing { id title creator { name } } } }'),
    );
    expect(answer.data.mostFlattred).toHaveLength(20);
    expect(answer.data.mostFlattred[0]).toMatchObject({
      flattrCount: 1,
      thing: { creator: { name: 'maker' } },
    });
    expect(statements).toHaveLength(1);
  });

  it('the viewer’s twenty latest flattrs, with their things and who made them', async () => {
    const { answer, statements } = await taken(() =>
      open.ask(
        '{ viewer { flattrsGiven(first: 20) { nodes { weight flattredAt thing { url creator { name } } } } } }',
        {},
        token,
      ),
    );
    const { nodes } = answer.data.viewer.flattrsGiven;
    expect(nodes).toHaveLength(20);
    expect(nodes[0]).toMatchObject({
      thing: { url: 'https://maker.example/24', creator: { name: 'maker' } },
    });
    expect(statements).toHaveLength(1);
  });

  it('a flattr, with its thing and its count after it', async () => {
    const { answer, statements } = await taken(() => flattr('https://maker.example/28'));
    expect(answer.data.flattr).toEqual({
      month: '2026-11',
      thing: { title: 'https://maker.example/28', flattrCount: 1, creator: { name: 'maker' } },
      errors: [],
    });
    expect(statements).toHaveLength(1);
  });

  it('a flattr that is refused', async () => {
    const { answer, statements } = await taken(() => flattr('https://maker.example/28'));
    expect(answer.data.flattr).toMatchObject({
      month: null,
      thing: { flattrCount: 1 },
      errors: [{ code: 'ALREADY_FLATTRED' }],
    });
    expect(statements).toHaveLength(1);
  });
});

it('joins no whole table to what is one row: each function that gives rows says how many', async () => {
  const { rows } = await open.world.owner.query(
    "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proretset AND prorows = 1000",
  );
  expect(rows).toEqual([]);
});

describe('what is asked less', () => {
  it('takes two statements where a thing shows more than its creator’s name', async () => {
    const { answer, statements } = await taken(() =>
      open.ask(
        '{ thing(url: "https://maker.example/3") { title creator { things(first: 100) { nodes { title } } } } }',
      ),
    );
    expect(answer.data.thing.creator.things.nodes).toHaveLength(30);
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  it('never sums up a month', async () => {
    const { statements } = await taken(async () => {
      await open.ask(
        '{ thing(url: "https://maker.example/3") { flattrCount before: flattrCount(month: "2026-10") } }',
      );
      await open.ask('{ mostFlattred(kind: ARTICLE, month: "2026-10") { flattrCount } }');
      await open.ask('{ user(handle: "maker") { things { totalCount nodes { flattrCount } } } }');
    });
    expect(statements.filter((text) => /\bflattrs\b(?=\s+(f\b|WHERE|JOIN|GROUP))/.test(text))).toEqual([]);
  });
});

describe('a page of the viewer’s flattrs', () => {
  const page = (args: string) =>
    open
      .ask(
        `{ viewer { flattrsGiven(${args}) { totalCount pageInfo { hasNextPage endCursor startCursor } nodes { month thing { url } worthSoFar { amount } } } } }`,
        {},
        token,
      )
      .then(({ data, errors }) => data?.viewer?.flattrsGiven ?? errors);
  const numbers = (answer: { nodes: { thing: { url: string } }[] }) =>
    answer.nodes.map(({ thing }) => thing.url.split('/').at(-1));

  it('follows the one before it, forwards and backwards', async () => {
    const first = await page('first: 3');
    expect([numbers(first), first.totalCount, first.pageInfo.hasNextPage]).toEqual([
      ['28', '24', '23'],
      26,
      true,
    ]);
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(numbers(second)).toEqual(['22', '21']);
    expect(numbers(await page(`last: 2, before: "${second.pageInfo.startCursor}"`))).toEqual(['24', '23']);
    expect(numbers(await page('last: 2'))).toEqual(['1', '0']);
    expect(second.nodes[0]).toMatchObject({ month: '2026-11', worthSoFar: null });
  });

  it('is not found by what is no cursor', async () => {
    for (const cursor of ['nonsense', Buffer.from('9999999999999999:x').toString('base64')])
      expect(await page(`after: ${JSON.stringify(cursor)}`)).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });
});
