import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { FetchTrouble } from '@flattr/domain/ports';
import { isPublicAddress, isPublicHost } from '@flattr/domain/things/address-ranges';
import type { AllowList } from './allow-list.ts';

/** All addresses of a host, as the system's resolver gives them. */
export type LookUp = (host: string) => Promise<readonly LookupAddress[]>;

/** The addresses that were checked, and the port: a request is sent to them and to nothing else. */
export type Target = { readonly addresses: readonly LookupAddress[]; readonly port: number };

const publicPorts = ['', '80', '443'];

/**
 * Where a URL's packets may go, or why nowhere. A host is refused if one of its addresses is not public: somebody who mixes
 * them wants to be asked again.
 */
export const findTarget = async (
  url: URL,
  allow: AllowList,
  lookUp: LookUp,
): Promise<Target | FetchTrouble> => {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme-refused';
  if (url.username !== '' || url.password !== '') return 'url-refused';
  const host = url.hostname.replace(/\.$/, '');
  const defaultPort = url.protocol === 'https:' ? 443 : 80;
  const port = url.port === '' ? defaultPort : +url.port;
  const allowed = allow.get(`${host}:${port}`);
  if (!allowed && !isPublicHost(host)) return 'address-refused';
  if (!allowed && !publicPorts.includes(url.port)) return 'port-refused';
  const found = await addressesOf(allowed?.address ?? host, lookUp);
  if (found.length === 0) return 'unreachable';
  if (!allowed && !found.every(({ address }) => isPublicAddress(address))) return 'address-refused';
  return { addresses: found, port: allowed?.port ?? port };
};

const addressesOf = async (host: string, lookUp: LookUp): Promise<readonly LookupAddress[]> => {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  return family === 0 ? lookUp(host) : [{ address: bare, family }];
};
