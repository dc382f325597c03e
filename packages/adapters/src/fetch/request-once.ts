import type { LookupAddress } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Target } from './find-target.ts';

export type Asked = {
  readonly url: URL;
  readonly target: Target;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** What is sent by POST; without it, it is a GET. */
  readonly body?: string;
};

/** Sends one request on a connection of its own to the addresses that were checked, and gives the answer's head. */
export const requestOnce = ({ url, target, headers, signal, body }: Asked): Promise<IncomingMessage> => {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const [first] = target.addresses;
  const literal = isIP(url.hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
  return new Promise((resolve, reject) => {
    const asked = send(
      {
        method: body === undefined ? 'GET' : 'POST',
        // An address is connected to as it stands; a name is looked up by `lookup`, which knows what was checked alone.
        host: literal ? first?.address : url.hostname,
        servername: literal ? '' : url.hostname,
        port: target.port,
        path: url.pathname + url.search,
        headers: { ...headers, host: url.host },
        lookup: lookUpChecked(target.addresses),
        agent: false,
        signal,
      },
      resolve,
    );
    asked.on('error', reject);
    asked.end(body);
  });
};

const lookUpChecked =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
