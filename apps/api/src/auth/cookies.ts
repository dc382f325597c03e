import { parse } from 'hono/utils/cookie';

/**
 * What the browser keeps for us. On https every name begins with `__Host-`: no other host, and no page of a path of its own, can
 * set or read it.
 */
export const cookieNamesOf = (origin: string) => {
  const prefix = origin.startsWith('https:') ? '__Host-flattr' : 'flattr';
  return {
    prefix,
    session: `${prefix}_session`,
    /** Of a sign-in whose second step is to come; the library makes its name of the prefix. */
    challenge: `${prefix}.two_factor`,
    device: `${prefix}_device`,
    typed: `${prefix}_typed`,
  };
};

/** A cookie of our own, as a `set-cookie` value. */
export const setCookie = (origin: string, name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`;

export const cookieOf = (headers: Headers, name: string): string | undefined =>
  parse(headers.get('cookie') ?? '', name)[name];

/** A request's headers as the library needs them: its cookies without one of them, and the browser's name. */
export const withoutCookie = (headers: Headers, name: string): Headers => {
  const others = (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => !pair.startsWith(`${name}=`));
  return headersOf(others.join('; '), headers);
};

export const cookiesOf = (headers: Headers): Headers => headersOf(headers.get('cookie') ?? '', headers);

const headersOf = (cookie: string, headers: Headers): Headers =>
  new Headers({ cookie, 'user-agent': (headers.get('user-agent') ?? '').slice(0, 300) });
