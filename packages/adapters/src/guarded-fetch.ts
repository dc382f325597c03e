import { promises as dns } from 'node:dns';
import type { FetchedText, FetchedTxt, Fetcher } from '@flattr/domain/ports';
import type { AllowList } from './fetch/allow-list.ts';
import { findTarget, type LookUp, lookUpAll } from './fetch/find-target.ts';
import { acceptedEncodings, readBody } from './fetch/read-body.ts';
import { requestOnce } from './fetch/request-once.ts';
import { refused, troubleOf } from './fetch/trouble-of.ts';

type FetchSettings = {
  /** Our public origin, by which those whom we ask know us. */
  readonly origin: string;
  readonly allow?: AllowList;
  readonly lookUp?: LookUp;
  readonly lookUpTxt?: (host: string) => Promise<readonly (readonly string[])[]>;
  readonly wholeMs?: number;
};

type Hop = { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal };

const redirects = [301, 302, 303, 307, 308];

/**
 * Fetches what strangers name: http and https on their own ports, from public addresses in whatever spelling. A name is resolved
 * once, and the addresses that were checked are those connected to; each redirect is checked anew. No cookies are sent or kept.
 */
export const createGuardedFetch = (settings: FetchSettings): Fetcher => {
  const { origin, wholeMs = 5000, lookUpTxt = (host) => dns.resolveTxt(host) } = settings;
  return {
    fetchText: (url, { accept = '*/*', redirectsMax = 3 } = {}) => {
      const headers = {
        accept,
        'accept-encoding': acceptedEncodings,
        'user-agent': `Flattr (+${origin})`,
        connection: 'close',
      };
      return inTime(wholeMs, (signal) => follow(settings, url, redirectsMax, { headers, signal }));
    },
    resolveTxt: (host) => inTime(wholeMs, () => readTxt(host, lookUpTxt)),
  };
};

/** Does work that is over when its time is: with what it found, or with nothing. */
const inTime = async <T>(
  wholeMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | ReturnType<typeof refused>> => {
  const stop = new AbortController();
  const late = Promise.withResolvers<ReturnType<typeof refused>>();
  const timer = setTimeout(() => {
    late.resolve(refused('too-slow'));
    stop.abort();
  }, wholeMs);
  try {
    return await Promise.race([late.promise, work(stop.signal)]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
};

const follow = async (
  settings: FetchSettings,
  first: string,
  redirectsMax: number,
  hop: Hop,
): Promise<FetchedText> => {
  let url = URL.parse(first);
  for (let left = redirectsMax; ; left--) {
    if (!url) return refused('url-refused');
    const found = await fetchOnce(settings, url, hop);
    if (found.outcome === 'refused' || found.location === undefined || redirectsMax === 0) return found;
    if (left === 0) return refused('too-many-redirects');
    url = URL.parse(found.location);
  }
};

const fetchOnce = async (
  { allow = new Map(), lookUp = lookUpAll }: FetchSettings,
  url: URL,
  { headers, signal }: Hop,
): Promise<FetchedText> => {
  try {
    const target = await findTarget(url, allow, lookUp);
    if (typeof target === 'string') return refused(target);
    if (signal.aborted) return refused('too-slow');
    const answer = await requestOnce({ url, target, headers, signal });
    const { statusCode: status = 0, headers: told } = answer;
    const rest = { status, url: url.href, contentType: told['content-type'] ?? '' };
    if (redirects.includes(status) && told.location !== undefined) {
      answer.destroy();
      // Node reads heads as Latin-1; what is beyond ASCII there is UTF-8, as browsers take it.
      const location = URL.parse(Buffer.from(told.location, 'latin1').toString(), url);
      return location
        ? { outcome: 'answered', ...rest, text: '', location: location.href }
        : refused('url-refused');
    }
    const body = await readBody(answer, signal);
    return typeof body === 'string' ? refused(body) : { outcome: 'answered', ...rest, ...body };
  } catch (error) {
    return refused(troubleOf(error));
  }
};

const readTxt = async (
  host: string,
  lookUpTxt: NonNullable<FetchSettings['lookUpTxt']>,
): Promise<FetchedTxt> => {
  try {
    return { outcome: 'answered', records: await lookUpTxt(host) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const none = code === dns.NODATA || code === dns.NOTFOUND;
    return none ? { outcome: 'answered', records: [] } : refused('unreachable');
  }
};
