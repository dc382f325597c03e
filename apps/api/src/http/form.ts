import { Refusal, type RefusalCode } from '@flattr/domain/refusal';
import type { Context, Hono } from 'hono';
import { TooManyAttempts } from '../auth/too-many-attempts.ts';
import type { AuthOptions, From, SessionCookies } from '../auth.ts';
import { tellSentence } from '../speech.ts';
import { askerAddress } from './asker-address.ts';
import { nextPath } from './next-path.ts';
import { refusedAnswer } from './refused-answer.ts';
import { keepTyped } from './typed.ts';

export type Fields = Readonly<Record<string, string>>;

/** What came of a form: cookies to set, and where it leads if not to the `next` that it names. */
export type Outcome = {
  readonly cookies?: SessionCookies;
  readonly to?: string;
  /** What its JSON twin is told besides. */
  readonly told?: object;
};

export type Act = (fields: Fields, from: From) => Promise<Outcome>;

/** Where a form's page is, to which whoever is refused is led back. */
export type Page = string | ((fields: Fields) => string);

const neither = 'Send a form (application/x-www-form-urlencoded) or application/json.';

/** Takes a form at a path: a browser's is answered with 303, its JSON twin with JSON. */
export const takeForm = (app: Hono, options: AuthOptions, path: string, page: Page, act: Act): void => {
  app.post(path, async (c) => {
    const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
    const fields = await readFields(c, isForm);
    if (!fields) return c.text(tellSentence(c.get('speech'), neither), 415);
    try {
      const { cookies = [], to, told } = await act(fields, fromOf(c, options));
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
      if (!isForm) return c.json({ ok: true, ...(to && { next: to }), ...told });
      return c.redirect(to ?? nextPath(fields.next, options.origin), 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!isForm) return refuseJson(c, error);
      const elsewhere = elsewhereFirst[error.code];
      if (elsewhere)
        return c.redirect(`${elsewhere}?${new URLSearchParams({ next: pathOf(page, fields) })}`, 303);
      const back = pathOf(page, fields);
      c.header('set-cookie', keepTyped(options.origin, fields), { append: true });
      return c.redirect(withRefusal(back, error, nextPath(fields.next, options.origin)), 303);
    }
  });
};

/** Where somebody goes first who has to say who they are, and comes back from to the form. */
const elsewhereFirst: Partial<Record<RefusalCode, string>> = {
  'not-signed-in': '/sign-in',
  'reauthentication-needed': '/me/confirm',
};

const pathOf = (page: Page, fields: Fields): string => (typeof page === 'string' ? page : page(fields));

/** The texts that a body holds, or undefined if it is neither of the two kinds. */
const readFields = async (c: Context, isForm: boolean): Promise<Fields | undefined> => {
  if (!isForm && !c.req.header('content-type')?.startsWith('application/json')) return undefined;
  const body: unknown = isForm ? await c.req.parseBody() : await c.req.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'));
};

const fromOf = (c: Context, { trustedProxies = 0 }: AuthOptions): From => ({
  headers: c.req.raw.headers,
  network: askerAddress(c.req.raw.headers, c.env ?? {}, trustedProxies),
});

/** Back to the form with the code alone: what was typed is in no address. */
const withRefusal = (back: string, error: Refusal, next: string): string => {
  const query = new URLSearchParams({ refusal: error.code, next });
  if (error instanceof TooManyAttempts) query.set('wait', `${error.waitSeconds}`);
  return `${back}${back.includes('?') ? '&' : '?'}${query}`;
};

const refuseJson = (c: Context, error: Refusal): Response => {
  const answer = refusedAnswer(c, error);
  if (!(error instanceof TooManyAttempts)) return c.json(answer, 422);
  const retryAfterSeconds = error.waitSeconds;
  c.header('retry-after', `${retryAfterSeconds}`);
  return c.json({ errors: answer.errors.map((refused) => ({ ...refused, retryAfterSeconds })) }, 429);
};
