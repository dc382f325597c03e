import type { UserId } from '@flattr/domain/ids';
import { createWorld, type World, type WorldOptions } from '@flattr/test-world';
import type { Hono } from 'hono';
import { createApi } from '../src/index.ts';

/** What GraphQL answers. */
export type Envelope = {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly requestId: string };
  }[];
};

type Answered = Envelope & { readonly status: number };

/** As whom somebody asks: by the cookie of a session or by a token. */
export type As = { readonly cookie?: string; readonly token?: string };

export type OpenApi = {
  readonly world: World;
  readonly api: Hono;
  ask(query: string, variables?: object, as?: As): Promise<Answered>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Joins by the form's JSON twin and gives the session. */
  joins(handle: string): Promise<As>;
  /** A site is somebody's, as if their claim had stood for long. */
  owns(handle: string, site: string): Promise<void>;
  /** The rows of every table, to see that nothing changed. */
  rows(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

export const origin = 'http://localhost:4000';
export const password = 'correct horse';

export const openApi = async (options: WorldOptions = {}): Promise<OpenApi> => {
  const world = await createWorld(options);
  const api = createApi(world.platform, { authSecret: 'a secret for tests alone, long enough', origin });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    api.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    world,
    api,
    post,
    ask: async (query, variables, as = {}) => {
      const answer = await post('/graphql', { query, variables }, headersOf(as));
      return { status: answer.status, ...((await answer.json()) as Envelope) };
    },
    owns: async (handle, site) => {
      const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle } });
      await world.owns({ id: id as UserId, handle }, site);
    },
    joins: async (handle) => {
      const answer = await post('/auth/join', {
        name: handle,
        handle,
        email: `${handle}@people.example`,
        password,
      });
      if (answer.status !== 200) throw new Error(await answer.text());
      // As if they had opened the mailed link.
      await world.owner.query('UPDATE users SET email_verified = true WHERE handle = $1', [handle]);
      return { cookie: cookieOf(answer) };
    },
    rows: () => countRows(world),
    close: () => world.close(),
  };
};

/** What says who asks. */
export const headersOf = ({ cookie, token }: As): Record<string, string> => ({
  ...(cookie && { cookie }),
  ...(token && { authorization: `Bearer ${token}` }),
});

/** What a browser would send back of the cookies that an answer set. */
export const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

const countRows = async ({ owner }: World): Promise<Record<string, number>> => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
    counts[name] = counted.rows[0]?.count ?? 0;
  }
  return counts;
};

/** Makes a token of somebody with these scopes. */
export const tokenOf = async ({ ask }: OpenApi, as: As, scopes: readonly string[]): Promise<string> => {
  const made = await ask(
    'mutation ($scopes: [Scope!]!) { createToken(input: { name: "test", scopes: $scopes }) { secret errors { code } } }',
    { scopes },
    as,
  );
  return made.data.createToken.secret;
};
