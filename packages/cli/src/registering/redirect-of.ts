import type { Fetch } from '../surroundings.ts';
import { userAgent } from '../version.ts';

/** As many redirects in a row are followed, as the instance follows them. */
const hopsMax = 3;
const timeoutMs = 10_000;
const permanent = [301, 308];

/** The addresses that one leads to by permanent redirects alone, in their order, behind itself; nothing where nobody answers. */
export const redirectOf = async (fetch: Fetch, from: string): Promise<readonly string[]> => {
  const led = [from];
  try {
    for (let at = from; led.length <= hopsMax; ) {
      const answer = await ask(fetch, at);
      const location = answer.headers.get('location');
      if (!permanent.includes(answer.status) || !location || !URL.canParse(location, at)) return led;
      const next = new URL(location, at);
      if (next.hash === '') next.hash = new URL(at).hash;
      at = next.href;
      led.push(at);
    }
    return led;
  } catch {
    return [];
  }
};

const ask = async (fetch: Fetch, url: string): Promise<Response> => {
  const send = (method: string) =>
    fetch(url, {
      method,
      redirect: 'manual',
      headers: { 'user-agent': userAgent },
      signal: AbortSignal.timeout(timeoutMs),
    });
  const answer = await send('HEAD');
  if (answer.status !== 405 && answer.status !== 501) return answer;
  const read = await send('GET');
  await read.body?.cancel();
  return read;
};
