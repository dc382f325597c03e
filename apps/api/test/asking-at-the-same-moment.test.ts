import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';
import { watchStatements } from './watch-statements.ts';

let open: OpenApi;
/** Each with a token of their own, and flattrs that nobody else gave. */
let people: readonly { readonly handle: string; readonly token: As; readonly urls: readonly string[] }[];
let statements: () => readonly string[];

beforeAll(async () => {
  open = await openApi();
  const maker = await open.world.joins('maker');
  people = await Promise.all(['ada', 'ben', 'cleo'].map((handle) => join(handle)));
  for (const { urls, token } of people)
    for (const url of urls) {
      await open.world.publishes(maker, url);
      await open.ask(flattring, { url }, token);
    }
  statements = watchStatements(open.world.platform.pool);
});
afterAll(() => open.close());

const flattring = 'mutation ($url: String!) { flattr(input: {url: $url}) { errors { code } } }';

const join = async (handle: string) => {
  const session = await open.joins(handle);
  const { data } = await open.ask(
    'mutation { createToken(input: {name: "t", scopes: [ME_READ, FLATTR_WRITE]}) { secret } }',
    {},
    session,
  );
  const urls = [1, 2, 3, 4].map((nth) => `https://maker.example/${handle}/${nth}`);
  return { handle, token: { token: data.createToken.secret }, urls };
};

const given = (first: number, after: string | undefined, token: As) =>
  open.ask(
    `query ($first: Int!, $after: String) { viewer { user { handle }
      flattrsGiven(first: $first, after: $after) { nodes { thing { url } } pageInfo { endCursor } } } }`,
    { first, after },
    token,
  );

const urlsOf = ({ data }: Awaited<ReturnType<typeof given>>): readonly string[] =>
  data.viewer.flattrsGiven.nodes.map(({ thing }: { thing: { url: string } }) => thing.url);

describe('who ask at the same moment', () => {
  it('are each told who they are and what they gave, in one statement for each size of a page', async () => {
    const before = statements().length;
    const answers = await Promise.all(
      [2, 4].flatMap((first) => people.map(({ token }) => given(first, undefined, token))),
    );
    expect(answers.map(({ data }) => data.viewer.user.handle)).toEqual([
      'ada',
      'ben',
      'cleo',
      'ada',
      'ben',
      'cleo',
    ]);
    const newest = people.map(({ urls }) => urls.toReversed());
    expect(answers.map(urlsOf)).toEqual([...newest.map((urls) => urls.slice(0, 2)), ...newest]);
    const pages = statements()
      .slice(before)
      .filter((text) => text.includes('FROM months'));
    expect(pages.length).toBeGreaterThanOrEqual(2);
    expect(pages.length).toBeLessThan(6);
  });

  it('go on each from their own place', async () => {
    const firsts = await Promise.all(people.map(({ token }, nth) => given(1 + nth, undefined, token)));
    const nexts = await Promise.all(
      people.map(({ token }, nth) =>
        given(4, firsts[nth]?.data.viewer.flattrsGiven.pageInfo.endCursor, token),
      ),
    );
    expect(nexts.map(urlsOf)).toEqual(people.map(({ urls }, nth) => urls.toReversed().slice(1 + nth)));
  });

  it('are not let in by the token of another one', async () => {
    const [ada] = people;
    const tokens = [ada?.token, { token: 'flt_pat_nobody' }, ada?.token];
    const answers = await Promise.all(
      tokens.map((token) => open.ask('{ viewer { user { handle } } }', {}, token ?? { token: '' })),
    );
    expect(answers.map(({ data }) => data?.viewer?.user.handle)).toEqual(['ada', undefined, 'ada']);
    expect(answers[1]?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('are each shown the thing that they asked for, and nothing where there is none', async () => {
    const urls = [...people.flatMap((person) => person.urls), 'https://nowhere.example/'];
    const answers = await Promise.all(
      urls.map((url) => open.ask('query ($url: String!) { thing(url: $url) { url } }', { url })),
    );
    expect(answers.map(({ data }) => data.thing?.url)).toEqual([...urls.slice(0, -1), undefined]);
  });
});
