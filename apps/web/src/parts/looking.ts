import type { WebContext } from '../web-env.ts';

/** How often a page looks again by itself. */
const looksMax = 8;

/** What the provider's page led back from: a payment, a card that was saved, or an account that was filled in. */
export type Back = 'paid' | 'card' | 'set-up';

export const isBackFrom = (c: WebContext, what: Back): boolean => c.req.query(what) !== undefined;

/** The address at which the page looks again by itself for what the provider has yet to tell, unless it has looked too often. */
export const lookAgain = (c: WebContext, what: Back): string | undefined => {
  const asked = c.req.query(what) ?? '';
  const look = /^[1-9]$/.test(asked) ? +asked : 1;
  return look < looksMax ? `${c.req.path}?${what}=${look + 1}` : undefined;
};
