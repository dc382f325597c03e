import { hintFields, type PageHints } from './page-hints.ts';

export type Opener = { readonly origin: string; readonly nonce: string };

const originForm = /^https?:\/\/[a-z0-9._:[\]-]+$/;
const nonceForm = /^[A-Za-z0-9_-]{16,64}$/;

/** The page that opened a popup, if it named itself well: one web origin, and a word of its own to know our answer by. */
export const openerOf = (origin: string | undefined, nonce: string | undefined): Opener | undefined => {
  if (!origin || !nonce || !nonceForm.test(nonce)) return undefined;
  const named = originForm.test(origin) && URL.parse(origin)?.origin === origin;
  return named ? { origin, nonce } : undefined;
};

/** The flattr page's own address, with which it is led back to. */
export const flattrPath = (url: string, opener?: Opener, hints: PageHints = {}): string =>
  `/flattr?${new URLSearchParams({ url, ...opener, ...hintFields(hints) })}`;

/** The same page right after its form was sent without an opener, so that it says what was done. */
export const flattredPath = (url: string): string =>
  `/flattr?${new URLSearchParams({ url, done: 'flattred' })}`;
