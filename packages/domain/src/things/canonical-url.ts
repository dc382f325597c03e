import type { RefusalCode } from '../refusal.ts';
import { isPossibleHost, isPublicHost } from './address-ranges.ts';

export type CanonicalUrl = { readonly kind: 'url'; readonly url: string };

/** Why an address is none; the sentence that a person reads is the refusal's. */
export type UrlTrouble = { readonly kind: 'trouble'; readonly code: Extract<RefusalCode, `url-${string}`> };

const urlLengthMax = 2048;

/** The one spelling of a thing's URL, or why there is none; `docs/rules/canonical-url.md` fixes the steps. */
export function canonicalUrl(input: string): CanonicalUrl | UrlTrouble {
  const url = URL.parse(input.trim());
  if (url === null) return trouble('url-unparsable');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return trouble('url-not-http');
  if (url.username !== '' || url.password !== '') return trouble('url-with-credentials');
  const host = url.hostname.replace(/\.$/, '');
  if (!isPossibleHost(host)) return trouble('url-unparsable');
  if (!isPublicHost(host)) return trouble('url-private');

  const origin = url.port === '' ? `https://${host}` : `${url.protocol}//${host}:${url.port}`;
  const canonical = origin + evenEscapes(url.pathname) + keptQuery(url.search) + keptRoute(url.hash);
  return canonical.length > urlLengthMax ? trouble('url-too-long') : { kind: 'url', url: canonical };
}

const trouble = (code: UrlTrouble['code']): UrlTrouble => ({ kind: 'trouble', code });

// A stray % becomes %25: else decoding what follows could make a new escape, and a second pass another URL.
const evenEscapes = (part: string): string =>
  part.replace(/%([0-9a-f]{2})|[^a-z0-9\-._~!$&'()*+,;=:@/?]/gi, (found, hex?: string) => {
    const character = hex === undefined ? found : String.fromCharCode(Number.parseInt(hex, 16));
    if (/[a-z0-9\-._~]/i.test(character)) return character;
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });

const trackingNames = new Set([
  ...['fbclid', 'gclid', 'gclsrc', 'gbraid', 'wbraid', 'dclid', 'msclkid', 'twclid', 'ttclid', 'yclid'],
  ...['igsh', 'igshid', 'li_fat_id', 'mc_cid', 'mc_eid', 'mkt_tok', 'ref_src', 'srsltid', 'vero_id'],
  ...['_ga', '_gl', '_hsenc', '_hsmi', '_openstat', 'oly_anon_id', 'oly_enc_id'],
]);

/** The query without empty and tracking parameters, in its own order. */
function keptQuery(search: string): string {
  const parameters = evenEscapes(search.slice(1)).split('&');
  const kept = parameters.filter((parameter) => parameter !== '' && !isTracking(parameter));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function isTracking(parameter: string): boolean {
  const name = parameter.replace(/=.*/, '').toLowerCase();
  return name.startsWith('utm_') || trackingNames.has(name);
}

/** A fragment that is a single-page site's route (`#!…`, `#/…`); any other only marks a place in the page. */
function keptRoute(hash: string): string {
  const [route = ''] = hash.slice(1).split('#');
  if (!/^[!/]/.test(route)) return '';
  const [address = ''] = evenEscapes(route).split(':~:');
  return /^!?\/?$/.test(address) ? '' : `#${address}`;
}
