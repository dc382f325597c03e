import { createHash } from 'node:crypto';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type pg from 'pg';

/** Lets a code of an authenticator app be tried once: whoever saw it over a shoulder comes too late, and so does the second of two. */
export const takeCodesOnce = (pool: pg.Pool) =>
  createAuthMiddleware(async (ctx) => {
    if (ctx.path !== '/two-factor/verify-totp') return;
    const session = await getSessionFromCtx(ctx);
    const cookie = ctx.context.createAuthCookie('two_factor');
    const challenge = session ? null : await ctx.getSignedCookie(cookie.name, ctx.context.secret);
    const pending = challenge && (await ctx.context.internalAdapter.findVerificationValue(challenge));
    const userId = session?.user.id ?? (pending ? pending.value : undefined);
    if (!userId) return;
    const hash = createHash('sha256').update(`${ctx.body.code}`).digest();
    const first = await pool.query(
      'INSERT INTO tried_codes (user_id, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [userId, hash],
    );
    if (first.rowCount === 0) throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE' });
  });
