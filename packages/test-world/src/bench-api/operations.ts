import type { Seeded } from './seed.ts';

export type Asked = { readonly body: string; readonly token?: string };

export type Operation = {
  readonly name: string;
  /** Whether two servers that are asked the same answer the same. */
  readonly repeatable: boolean;
  ask(seeded: Seeded): Asked;
};

const request = (query: string, variables: object = {}): string => JSON.stringify({ query, variables });

const one = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('there is nothing to draw from');
  return item;
};

const thingByUrl =
  'query ($url: String!) { thing(url: $url) { uuid title url kind flattrCount creator { handle name } } }';

const topTwenty =
  '{ mostFlattred(first: 20) { flattrCount thing { uuid title url kind creator { handle name } } } }';

const latestTwenty =
  '{ viewer { flattrsGiven(first: 20) { nodes { flattredAt weight thing { uuid title url creator { handle name } } } } } }';

const flattring =
  'mutation ($url: String!) { flattr(input: {url: $url}) { month thing { uuid title flattrCount } errors { code } } }';

/** What is asked most, with variables drawn anew each time. */
export const operations: readonly Operation[] = [
  {
    name: 'thing by URL with owner and count',
    repeatable: true,
    ask: ({ urls }) => ({ body: request(thingByUrl, { url: one(urls) }) }),
  },
  { name: 'the month’s top 20 with owners', repeatable: true, ask: () => ({ body: request(topTwenty) }) },
  {
    name: 'a user’s 20 latest flattrs with thing and owner',
    repeatable: true,
    ask: ({ tokens }) => ({ body: request(latestTwenty), token: one(tokens) }),
  },
  {
    name: 'flattring',
    repeatable: false,
    ask: ({ tokens, urls }) => ({ body: request(flattring, { url: one(urls) }), token: one(tokens) }),
  },
];
