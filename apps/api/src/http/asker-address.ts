import ipaddr from 'ipaddr.js';

/** A connection as Node's server for Hono hands it over; a request made in this process may have none. */
export type Connection = { readonly incoming?: { readonly socket: { readonly remoteAddress?: string } } };

/**
 * The network address that a request comes from: the connection's own, or behind `trustedProxies` the one that the outermost of
 * them wrote into `X-Forwarded-For`, counted from the end; what stands before that anybody may have written.
 */
export const askerAddress = (
  headers: Headers,
  { incoming }: Connection,
  trustedProxies: number,
): string | undefined => {
  const hops = headers.get('x-forwarded-for')?.split(',') ?? [];
  const told = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  // What is not an address is found out by an error, which takes as long as a small query.
  return (told && networkOf(told)) || (incoming && networkOfConnection(incoming.socket));
};

/** A connection keeps its address, and carries many requests. */
const connections = new WeakMap<object, string | undefined>();

const networkOfConnection = (socket: { readonly remoteAddress?: string }): string | undefined => {
  if (!connections.has(socket)) connections.set(socket, networkOf(socket.remoteAddress));
  return connections.get(socket);
};

/** IPv6 by the /64 that one customer is given, of which anybody has as many addresses as they like. */
const networkOf = (text: string | undefined): string | undefined => {
  const address = withoutPort(text?.trim() ?? '');
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString()}/64`;
};

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`. */
const withoutPort = (text: string): string =>
  text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
