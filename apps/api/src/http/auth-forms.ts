import { Refusal } from '@flattr/domain/refusal';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import type { Auth, AuthOptions, SessionCookies } from '../auth.ts';
import { upperSnake } from '../schema/upper-snake.ts';
import { nextPath } from './next-path.ts';
import { refuseForeignOrigin } from './same-origin.ts';

type Fields = Readonly<Record<string, string>>;

/** `POST /auth/join`, `/auth/sign-in` and `/auth/sign-out`: by a browser's form, answered with 303, or as JSON. */
export const authForms = (auth: Auth, { origin }: AuthOptions): Hono => {
  const app = new Hono();
  app.use('/auth/*', csrf({ origin }), refuseForeignOrigin(origin));
  const take = (path: string, back: string, act: (fields: Fields, c: Context) => Promise<SessionCookies>) =>
    app.post(path, async (c) => {
      const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
      const fields = await readFields(c, isForm);
      if (!fields) return c.text('Send a form (application/x-www-form-urlencoded) or application/json.', 415);
      try {
        for (const cookie of await act(fields, c)) c.header('set-cookie', cookie, { append: true });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return isForm
          ? c.redirect(refusedPath(back, error, fields, origin), 303)
          : c.json(refusedAnswer(error), 422);
      }
      return isForm ? c.redirect(nextPath(fields.next, origin), 303) : c.json({ ok: true });
    });
  take('/auth/join', '/join', ({ name = '', handle = '', email = '', password = '' }) =>
    auth.join({ name, handle, email, password }),
  );
  take('/auth/sign-in', '/sign-in', ({ email = '', password = '' }) => auth.signIn({ email, password }));
  take('/auth/sign-out', '/', (_fields, c) => auth.signOut(c.req.raw.headers));
  return app;
};

/** The texts that a body holds, or undefined if it is neither of the two kinds. */
const readFields = async (c: Context, isForm: boolean): Promise<Fields | undefined> => {
  if (!isForm && !c.req.header('content-type')?.startsWith('application/json')) return undefined;
  const body: unknown = isForm ? await c.req.parseBody() : await c.req.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'));
};

const kept = ['email', 'name', 'handle'] as const;

/** Back to the form with what was typed, never the password. */
const refusedPath = (back: string, { code }: Refusal, fields: Fields, origin: string): string => {
  const query = new URLSearchParams({ refusal: code, next: nextPath(fields.next, origin) });
  for (const field of kept) if (fields[field]) query.set(field, fields[field].slice(0, 300));
  return `${back}?${query}`;
};

const refusedAnswer = ({ code, message, path }: Refusal) => ({
  errors: [{ code: upperSnake(code), message, path }],
});
