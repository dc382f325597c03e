import type { Fetcher } from '../ports.ts';
import { canonicalUrl } from './canonical-url.ts';

/** As many redirects in a row may lead to the new address. */
const hopsMax = 3;

/** Those that say: for good. */
const permanent = [301, 308];

/**
 * Looks whether one canonical address leads to another by permanent redirects alone. Called outside of transactions: it asks the
 * network, for at most 15 seconds.
 */
export const lookForRedirect = async (fetcher: Fetcher, from: string, to: string): Promise<boolean> => {
  let at = from;
  for (let hop = 0; hop < hopsMax; hop++) {
    const next = await nextOf(fetcher, at);
    const address = next === undefined ? undefined : canonicalUrl(next);
    if (next === undefined || address?.kind !== 'url') return false;
    if (address.url === to) return true;
    at = next;
  }
  return false;
};

/** Where an address leads for good. As in a browser what stands behind its `#` goes along, unless the new one has its own. */
const nextOf = async (fetcher: Fetcher, from: string): Promise<string | undefined> => {
  const found = await fetcher.fetchText(from, { redirectsMax: 0 });
  if (found.outcome === 'refused' || found.location === undefined || !permanent.includes(found.status))
    return undefined;
  const next = new URL(found.location);
  if (next.hash === '') next.hash = new URL(from).hash;
  return next.href;
};
