import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

const publishedIPv6 = ipaddr.IPv6.parseCIDR('2000::/3');
const translatedIPv4 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Whether an IP address is one that anyone on the internet can reach; what is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  // ipaddr.js reads the abandoned ::a.b.c.d as ::ffff:a.b.c.d, but not the same address written 0::a.b.c.d.
  const parsed = ipaddr.parse(address.replace(/^::(?=\d+\.)/, '0::'));
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  const embedded = embeddedIPv4(parsed as ipaddr.IPv6);
  if (embedded !== null) return embedded.range() === 'unicast';
  return parsed.match(publishedIPv6) && parsed.range() === 'unicast';
}

/** The IPv4 address inside a mapped (::ffff:0:0/96) or translated (64:ff9b::/96) one, where packets end. */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(translatedIPv4)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return null;
}

// From RFC 6761, 6762 (appendix G), 7686 and 9476; ICANN keeps .internal; .arpa holds no web pages.
const privateTopLevels = new Set([
  ...['alt', 'arpa', 'corp', 'home', 'internal', 'intranet', 'invalid', 'lan'],
  ...['local', 'localdomain', 'localhost', 'onion', 'private', 'test'],
]);

/** Whether a host, as `URL.hostname` writes it but for a trailing dot, is a place on the public web. */
export function isPublicHost(host: string): boolean {
  if (host.startsWith('[')) return isPublicAddress(host.slice(1, -1));
  // The URL parser writes every spelling of an IPv4 address as four decimal parts.
  if (isIPv4(host)) return isPublicAddress(host);
  const labels = host.split('.');
  return labels.length > 1 && !privateTopLevels.has(labels.at(-1) ?? '');
}

/** Whether the domain name system can hold this host at all; an address always exists. */
export function isPossibleHost(host: string): boolean {
  if (host.startsWith('[')) return true;
  return host.length <= 253 && host.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}
