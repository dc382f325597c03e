import type { Fetch } from './request.ts';

export type FlattrOptions = {
  /** The instance's GraphQL address, such as `https://flattr.example/graphql`. */
  readonly endpoint: string;
  /** A personal access token, `flt_pat_…`; without one the client reads what is public. Never put one into a public page. */
  readonly token?: string | undefined;
  /** What sends the request; by default the runtime's own `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Sent with every request, such as the cookie and `x-request-id` of the visitor whom a server acts for. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * How often a request is sent again that was not reached, failed on the other side or came too often: 2 times by default, at
   * most 10; 0 for never. A mutation is sent again under one idempotency key alone.
   */
  readonly retries?: number | undefined;
};

const checkEndpoint = (endpoint: string): void => {
  const wanted = 'give the address of the GraphQL API, such as https://flattr.example/graphql';
  if (!URL.canParse(endpoint)) throw new TypeError(`endpoint is not an absolute URL: ${wanted}`);
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError(`endpoint is not an http or https URL: ${wanted}`);
  }
  if (url.username || url.password) {
    throw new TypeError('endpoint carries a user name or password: give a token instead');
  }
  if (url.pathname === '/') throw new TypeError(`endpoint has no path: ${wanted}`);
};

const checkToken = (token: string): void => {
  if (!/^flt_pat_[\w-]{16,}$/.test(token)) {
    throw new TypeError('token is not a Flattr token: one begins with flt_pat_ and has no spaces');
  }
};

const checkHeaders = (names: readonly string[], token: string | undefined): void => {
  if (names.includes('idempotency-key')) {
    throw new TypeError('an idempotency key belongs to one mutation: give it as idempotencyKey in its input');
  }
  if (token !== undefined && names.includes('authorization')) {
    throw new TypeError('both token and an authorization header are given: give one of them');
  }
};

/** Refuses misuse where the client is made, in a sentence that says what to give instead; never repeats a token. */
export const checkOptions = ({ endpoint, token, headers = {}, retries = 0 }: FlattrOptions): void => {
  checkEndpoint(endpoint);
  if (token !== undefined) checkToken(token);
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  checkHeaders(names, token);
  if (!Number.isInteger(retries) || retries < 0 || retries > 10) {
    throw new TypeError('retries is not a whole number from 0 to 10');
  }
};
