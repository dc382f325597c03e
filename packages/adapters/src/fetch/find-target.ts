import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { FetchTrouble } from '@flattr/domain/ports';
import { isPublicAddress, isPublicHost } from '@flattr/domain/things/address-ranges';
import type { AllowList } from './allow-list.ts';

/** All addresses of a host, as the system's resolver gives them. */
export type LookUp = (host: string) => Promise<readonly LookupAddress[]>;

export const lookUpAll: LookUp = async (host) => dns.lookup(host, { all: true });

/** The addresses that were checked, and the port: a request is sent to them and to nothing else. */
export type Target = { readonly addresses: readonly LookupAddress[]; readonly port: number };

const publicPorts = ['', '80', '443'];

type Place = { readonly host: string; readonly port: number; readonly allowed: boolean };

/** Where a URL leads, or why nothing is sent there, as far as it shows by itself. */
export const checkPlace = (url: URL, allow: AllowList): Place | FetchTrouble => {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme-refused';
  if (url.username !== '' || url.password !== '') return 'url-refused';
  const host = url.hostname.replace(/\.$/, '');
  const defaultPort = url.protocol === 'https:' ? 443 : 80;
  const port = url.port === '' ? defaultPort : +url.port;
  const allowed = allow.get(`${host}:${port}`);
  if (allowed) return { host: allowed.address ?? host, port: allowed.port, allowed: true };
  if (!isPublicHost(host)) return 'address-refused';
  if (!publicPorts.includes(url.port)) return 'port-refused';
  return { host, port, allowed: false };
};

/**
 * Where a URL's packets may go, or why nowhere. A host is refused if one of its addresses is not public: somebody who mixes
 * them wants to be asked again.
 */
export const findTarget = async (
  url: URL,
  allow: AllowList,
  lookUp: LookUp,
): Promise<Target | FetchTrouble> => {
  const place = checkPlace(url, allow);
  if (typeof place === 'string') return place;
  const found = await addressesOf(place.host, lookUp);
  if (found.length === 0) return 'unreachable';
  if (!place.allowed && !found.every(({ address }) => isPublicAddress(address))) return 'address-refused';
  return { addresses: found, port: place.port };
};

const addressesOf = async (host: string, lookUp: LookUp): Promise<readonly LookupAddress[]> => {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  return family === 0 ? lookUp(host) : [{ address: bare, family }];
};
