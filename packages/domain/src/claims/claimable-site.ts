import { isIP } from 'node:net';
import { getPublicSuffix } from 'tldts';
import { Refusal } from '../refusal.ts';
import { canonicalUrl } from '../things/canonical-url.ts';

/** A site as it can be claimed: the canonical URL of an origin or of a path prefix, which ends in a slash, and its host. */
export type ClaimableSite = { readonly url: string; readonly host: string };

/**
 * The site that an address names, or why nobody can claim it. A name under which others register theirs, by the public
 * suffix list with its private section, belongs to no creator.
 */
export const claimableSite = (input: string): ClaimableSite | Refusal => {
  const asked = URL.parse(input.trim());
  if (asked && (asked.search !== '' || asked.hash !== '')) return new Refusal('site-malformed', ['site']);
  const canonical = canonicalUrl(input);
  if (canonical.kind === 'trouble') return new Refusal(canonical.code, ['site']);
  // The spelling of things' addresses, which begin with their site's.
  const url = canonical.url.endsWith('/') ? canonical.url : `${canonical.url}/`;
  const host = new URL(url).hostname;
  if (isIP(host.replace(/^\[(.*)\]$/, '$1')) === 0 && isPublicSuffix(host))
    return new Refusal('public-suffix', ['site']);
  if (url.length > 2048) return new Refusal('url-too-long', ['site']);
  return { url, host };
};

const isPublicSuffix = (host: string): boolean =>
  getPublicSuffix(host, { allowPrivateDomains: true }) === host;

/** Whether one of two sites lies in the other, or is it. */
export const sitesOverlap = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);
