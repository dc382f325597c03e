import { countListens } from '@flattr/domain/listens/count-listens';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { GraphQLError } from 'graphql';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Auth } from '../auth.ts';
import { chargeHeaders, limitHeaders, takeCharge } from '../limits/charge.ts';
import { type CostLimits, costLimits } from '../limits/numbers.ts';
import { upperSnake } from '../schema/upper-snake.ts';
import { tellRefusal, tellSentence } from '../speech.ts';
import { findViewer, type Viewer } from '../viewer.ts';
import { toldListens } from './told-listens.ts';

const scope = 'listens:write';

/**
 * `POST /1/submit-listens` and `GET /1/validate-token`, as ListenBrainz has them, for players that scrobble there. What somebody
 * played is counted and becomes suggestions, never a flattr. A listen costs a point of the token's hour, and so does a question.
 */
export const listens = (platform: Platform, auth: Auth, limits: CostLimits = costLimits): Hono => {
  const app = new Hono();
  app.use(
    '/1/*',
    cors({ origin: '*', allowHeaders: ['authorization', 'content-type'], exposeHeaders: limitHeaders }),
  );
  app.get('/1/validate-token', async (c) => {
    if (!c.req.header('authorization')) return no(c, 400, 'UNAUTHENTICATED', noToken);
    const viewer = await viewerOf(platform, auth, c);
    if (!viewer?.scopes.includes(scope))
      return c.json({ code: 200, message: 'Token invalid.', valid: false });
    const { handle } = await platform.db.user.findUniqueOrThrow({ where: { id: viewer.userId } });
    return c.json({ code: 200, message: 'Token valid.', valid: true, user_name: handle });
  });
  app.post('/1/submit-listens', async (c) => {
    const viewer = await viewerOf(platform, auth, c);
    if (!viewer) return no(c, 401, 'UNAUTHENTICATED', unknownToken);
    if (!viewer.scopes.includes(scope))
      return no(c, 403, 'FORBIDDEN', lacksScope, { scope: upperSnake(scope) });
    try {
      const told = toldListens(await c.req.json().catch(() => undefined));
      const points = told.type === 'played' ? told.listens.length : 1;
      const { granted, charge } = await takeCharge(platform, { viewer, address: undefined }, points, limits);
      for (const [name, value] of Object.entries(chargeHeaders(charge))) c.header(name, value);
      if (!granted) {
        c.header('retry-after', `${Math.max(0, Math.ceil((charge.resetAt.getTime() - Date.now()) / 1000))}`);
        return no(c, 429, 'RATE_LIMITED', spent);
      }
      if (told.type === 'played') await countListens(platform, viewer.userId, told.listens);
      return c.json({ status: 'ok' });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, path } = error;
      return c.json(
        { code: 400, error: tellRefusal(c.get('speech'), code), reason: upperSnake(code), path },
        400,
      );
    }
  });
  return app;
};

const noToken = 'Sign in, or send a token.';
const unknownToken = 'This token is unknown, over or revoked. Send `Authorization: Token flt_pat_…`.';
const lacksScope = 'This token lacks the scope {scope}.';
const spent = 'The points of this hour are spent. Ask again after `retryAfterMs`.';

/** Whose token it is, in the word that ListenBrainz has for it or in ours; a session is nobody here. */
const viewerOf = async (platform: Platform, auth: Auth, c: Context): Promise<Viewer | undefined> => {
  const [, token] = /^(?:token|bearer) +(\S+)$/i.exec(c.req.header('authorization')?.trim() ?? '') ?? [];
  if (!token) return undefined;
  try {
    return await findViewer(platform, auth, new Headers({ authorization: `Bearer ${token}` }));
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') return undefined;
    throw error;
  }
};

/** An error in the form that players of ListenBrainz read, with a code of ours. */
const no = (
  c: Context,
  code: 400 | 401 | 403 | 429,
  reason: string,
  sentence: string,
  facts: Readonly<Record<string, string>> = {},
) => c.json({ code, error: tellSentence(c.get('speech'), sentence, facts), reason }, code);
