import { tokenHash } from '@flattr/domain/access/token';
import type pg from 'pg';

export const typeDefs = `
  type User { handle: String! name: String! joinedAt: String things(first: Int): ThingConnection! }
  type ThingConnection { nodes: [Thing!]! }
  type Thing { uuid: ID! title: String! url: String! kind: String! tags: [String!]! flattrCount: Int! creator: User }
  type RankedThing { flattrCount: Int! thing: Thing! }
  type Flattr { flattredAt: String! weight: Int! thing: Thing! }
  type FlattrConnection { nodes: [Flattr!]! }
  type StandingFlattr { weight: Int! firstMonth: String! lastMonth: String startedAt: String! thing: Thing! }
  type StandingFlattrConnection { nodes: [StandingFlattr!]! }
  type Viewer { flattrsGiven(first: Int): FlattrConnection! standingFlattrs(first: Int): StandingFlattrConnection! }
  type Refusal { code: String! }
  type FlattrPayload { month: String thing: Thing errors: [Refusal!]! }
  input FlattrInput { url: String! }
  type Query { thing(url: String!): Thing user(handle: String!): User mostFlattred(first: Int): [RankedThing!]! viewer: Viewer }
  type Mutation { flattr(input: FlattrInput!): FlattrPayload! }`;

type Row = {
  uuid: string;
  title: string;
  url: string;
  kind: string;
  flattrCount: number;
  handle: string | null;
  name: string | null;
  flattredAt: Date;
  joinedAt: Date;
  startedAt: Date;
  weight: number;
  month: string;
  inserted: boolean;
};

const shown = (row: Row) => ({
  ...row,
  creator: row.handle && { handle: row.handle, name: row.name },
});

const columns = 't.id AS uuid, t.title, t.url, t.kind, u.handle, u.name';

const statements = {
  thing: `SELECT ${columns}, flattr_count(t.id, m.month) AS "flattrCount" FROM (SELECT month_of(flattr_now()) AS month OFFSET 0) m
    CROSS JOIN things t LEFT JOIN users u ON u.id = t.creator_id WHERE t.url = $1`,
  top: `SELECT ${columns}, c.flattrs AS "flattrCount" FROM thing_counts c JOIN things t ON t.id = c.thing_id
    LEFT JOIN users u ON u.id = t.creator_id WHERE c.month = (SELECT month_of(flattr_now())) AND c.flattrs > 0
    ORDER BY c.flattrs DESC, c.thing_id DESC LIMIT $1`,
  latest: `SELECT ${columns}, f.flattred_at AS "flattredAt", f.weight FROM flattrs f JOIN things t ON t.id = f.thing_id
    LEFT JOIN users u ON u.id = t.creator_id WHERE f.supporter_id = $1 AND f.month IN (SELECT month FROM months)
    ORDER BY f.flattred_at DESC, f.thing_id DESC LIMIT $2`,
  flattr: `SELECT ${columns}, g.month, g.inserted, flattr_count_now(t.id, g.month) AS "flattrCount"
    FROM give_flattrs_now(ARRAY[$1::uuid], ARRAY[NULL::uuid], ARRAY[$2], ARRAY[1::smallint], ARRAY[NULL::text]) g JOIN things t ON t.id = g.thing_id
    LEFT JOIN users u ON u.id = t.creator_id`,
  user: 'SELECT id AS uuid, handle, name, created_at AS "joinedAt" FROM users WHERE handle = $1',
  things:
    'SELECT id AS uuid, title, url, kind, tags FROM things WHERE creator_id = $1 ORDER BY id DESC LIMIT $2',
  standing: `SELECT t.id AS uuid, t.title, t.url, s.weight, s.first_month AS "firstMonth", s.last_month AS "lastMonth",
      s.started_at AS "startedAt" FROM standing_flattrs s JOIN things t ON t.id = s.thing_id
    WHERE s.supporter_id = $1 AND s.stopped_at IS NULL AND coalesce(s.last_month >= month_of(flattr_now()), true)
    ORDER BY s.started_at DESC, s.thing_id LIMIT $2`,
  token: 'SELECT user_id AS uuid FROM tokens WHERE hash = $1 AND revoked_at IS NULL',
};

/** One prepared statement for each field, and one for who asks where that matters. */
export const plainResolvers = (pool: pg.Pool) => {
  const read = async (name: keyof typeof statements, values: unknown[]): Promise<Row[]> =>
    (await pool.query<Row>({ name, text: statements[name], values })).rows;
  const asker = async ({ request }: { request: Request }): Promise<string | undefined> => {
    const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
    return (await read('token', [tokenHash(token)]))[0]?.uuid;
  };
  return {
    Query: {
      thing: async (_: unknown, { url }: { url: string }) => (await read('thing', [url])).map(shown)[0],
      user: async (_: unknown, { handle }: { handle: string }) => {
        const [row] = await read('user', [handle]);
        return row && { ...row, joinedAt: row.joinedAt.toISOString() };
      },
      mostFlattred: async (_: unknown, { first }: { first: number }) =>
        (await read('top', [first])).map((row) => ({ flattrCount: row.flattrCount, thing: shown(row) })),
      viewer: async (_: unknown, _args: object, context: { request: Request }) => ({
        id: await asker(context),
      }),
    },
    User: {
      things: async ({ uuid }: { uuid: string }, { first }: { first: number }) => ({
        nodes: await read('things', [uuid, first]),
      }),
    },
    Viewer: {
      standingFlattrs: async ({ id }: { id: string }, { first }: { first: number }) => ({
        nodes: (await read('standing', [id, first])).map((row) => ({
          ...row,
          startedAt: row.startedAt.toISOString(),
          thing: row,
        })),
      }),
      flattrsGiven: async ({ id }: { id: string }, { first }: { first: number }) => ({
        nodes: (await read('latest', [id, first])).map((row) => ({
          flattredAt: row.flattredAt.toISOString(),
          weight: row.weight,
          thing: shown(row),
        })),
      }),
    },
    Mutation: {
      flattr: async (_: unknown, { input }: { input: { url: string } }, context: { request: Request }) => {
        const [row] = await read('flattr', [await asker(context), input.url]);
        const errors = row?.inserted ? [] : [{ code: 'ALREADY_FLATTRED' }];
        return { month: row?.inserted ? row.month : null, thing: row && shown(row), errors };
      },
    },
  };
};
