import type { Seeded } from './seed.ts';

export type Asked = { readonly body: string; readonly token?: string };

export type ServerName = 'ours' | 'plain' | 'postgraphile';

export type Operation = {
  readonly name: string;
  /** Whether two servers that are asked the same answer the same. */
  readonly repeatable: boolean;
  /** Whether it is one of the few that have a statement of their own, or a field of the general layer. */
  readonly hot: boolean;
  /** Draws what is asked for, and says it as a server understands it: PostGraphile names things after their tables. */
  ask(seeded: Seeded, server: ServerName): Asked;
};

const request = (query: string, variables: object = {}): string => JSON.stringify({ query, variables });

const one = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('there is nothing to draw from');
  return item;
};

const thingByUrl = {
  ours: 'query ($url: String!) { thing(url: $url) { uuid title url kind flattrCount creator { handle name } } }',
  postgraphile: `query ($url: String!, $month: MonthName!) { thingByUrl(url: $url) { rowId title url kind
    thingCountsByThingId(condition: {month: $month}) { nodes { flattrs } } userByCreatorId { handle name } } }`,
};

const topTwenty = {
  ours: '{ mostFlattred(first: 20) { flattrCount thing { uuid title url kind creator { handle name } } } }',
  postgraphile: `query ($month: MonthName!) {
    allThingCounts(condition: {month: $month}, orderBy: [FLATTRS_DESC, THING_ID_DESC], first: 20) {
      nodes { flattrs thingByThingId { rowId title url kind userByCreatorId { handle name } } } } }`,
};

const latestTwenty = {
  ours: '{ viewer { flattrsGiven(first: 20) { nodes { flattredAt weight thing { uuid title url creator { handle name } } } } } }',
  postgraphile: `query ($user: UUID!) {
    allFlattrs(condition: {supporterId: $user}, orderBy: [FLATTRED_AT_DESC, THING_ID_DESC], first: 20) {
      nodes { flattredAt weight thingByThingId { rowId title url userByCreatorId { handle name } } } } }`,
};

const flattring = {
  ours: 'mutation ($url: String!) { flattr(input: {url: $url}) { month thing { uuid title flattrCount } errors { code } } }',
  postgraphile: `mutation ($user: UUID!, $url: String!) {
    giveFlattrsNow(input: {givers: [$user], byIds: [null], byUrls: [$url], weighings: [1], monthsWanted: [null]}) {
      result { month thingId inserted } } }`,
};

const userWithThings = `query ($handle: String!) { user(handle: $handle) { handle name joinedAt
  things(first: 20) { nodes { uuid title url kind tags } } } }`;

const standingFlattrs = `{ viewer { standingFlattrs(first: 20) { nodes {
  weight firstMonth lastMonth startedAt thing { uuid title url } } } } }`;

/** What is asked most, with variables drawn anew each time. PostGraphile finds out who asks, as all do, and is told it
 * besides: its fields are those of tables, which take a user's id. */
export const operations: readonly Operation[] = [
  {
    name: 'thing by URL with owner and count',
    repeatable: true,
    hot: true,
    ask: ({ urls, month }, server) =>
      server === 'postgraphile'
        ? { body: request(thingByUrl.postgraphile, { url: one(urls), month }) }
        : { body: request(thingByUrl.ours, { url: one(urls) }) },
  },
  {
    name: 'the month’s top 20 with owners',
    repeatable: true,
    hot: true,
    ask: ({ month }, server) =>
      server === 'postgraphile'
        ? { body: request(topTwenty.postgraphile, { month }) }
        : { body: request(topTwenty.ours) },
  },
  {
    name: 'a user’s 20 latest flattrs with thing and owner',
    repeatable: true,
    hot: true,
    ask: ({ askers }, server) => {
      const { user, token } = one(askers);
      return server === 'postgraphile'
        ? { body: request(latestTwenty.postgraphile, { user }), token }
        : { body: request(latestTwenty.ours), token };
    },
  },
  {
    name: 'flattring',
    repeatable: false,
    hot: true,
    ask: ({ askers, urls }, server) => {
      const { user, token } = one(askers);
      return server === 'postgraphile'
        ? { body: request(flattring.postgraphile, { user, url: one(urls) }), token }
        : { body: request(flattring.ours, { url: one(urls) }), token };
    },
  },
  {
    name: 'a user with 20 things',
    repeatable: true,
    hot: false,
    ask: ({ handles }) => ({ body: request(userWithThings, { handle: one(handles) }) }),
  },
  {
    name: 'the viewer’s standing flattrs with things',
    repeatable: true,
    hot: false,
    ask: ({ askers }) => ({ body: request(standingFlattrs), token: one(askers).token }),
  },
];
