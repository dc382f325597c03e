import { FlattrError, type FlattrErrorCode } from '@flattr/sdk';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { page } from './page.ts';
import { signInFirst } from './sign-in-first.ts';
import type { WebContext } from './web-env.ts';

type Trouble = { readonly status: ContentfulStatusCode; readonly title: string; readonly words: string };

const broken: Trouble = {
  status: 500,
  title: 'Something broke on our side',
  words: 'It is not your doing. Try again in a moment.',
};
const away: Trouble = {
  status: 503,
  title: 'We are out for a moment',
  words: 'The part of Flattr that knows things does not answer. Try again in a minute.',
};
const many: Trouble = {
  status: 429,
  title: 'That was a lot at once',
  words: 'Too many requests came from you. Wait a minute and try again.',
};
const malformed: Trouble = {
  status: 400,
  title: 'We could not read that',
  words: 'Something in this address or form is not as it should be.',
};
const long: Trouble = {
  status: 413,
  title: 'That was too long',
  words: 'This form is longer than any of ours. Go back and shorten what you typed.',
};
const foreign: Trouble = {
  status: 403,
  title: 'That did not come from this page',
  words: 'A form is only taken from our own pages. Go back, reload the page, and send it again.',
};

const troubles: Partial<Record<FlattrErrorCode, Trouble>> = {
  UNREACHABLE: away,
  UNREADABLE: away,
  RATE_LIMITED: many,
  COST_LIMIT_EXCEEDED: many,
  BAD_USER_INPUT: malformed,
  FORBIDDEN: foreign,
};

/** Says in a person's words that something went wrong, with the request's id and nothing of what is inside. */
export const answerTrouble = (error: Error, c: WebContext): Response | Promise<Response> => {
  if (error instanceof FlattrError && error.code === 'UNAUTHENTICATED') return signInFirst(c);
  const { status, title, words } = troubleOf(error);
  if (status === 500 && !(error instanceof FlattrError)) console.error(error);
  const id = error instanceof FlattrError ? error.requestId : undefined;
  return page(
    c,
    { title: `${title} · Flattr`, status },
    html`<section class="empty"><p class="eyebrow">${status}</p><h1>${title}</h1><p class="lede">${words}</p>
${id ? html`<p class="hint">If you ask the operator about it, quote <code>${id}</code>.</p>` : ''}
<p><a class="button" href="/">To the front page</a></p></section>`,
  );
};

const troubleOf = (error: Error): Trouble => {
  if (error instanceof HTTPException) return error.status === 413 ? long : foreign;
  return (error instanceof FlattrError && troubles[error.code]) || broken;
};
