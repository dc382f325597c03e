/** Where a place goes that is fetched although it is not public: to itself, or to another address. */
export type AllowedPlace = { readonly address?: string; readonly port: number };

/** Places by `host:port`. */
export type AllowList = ReadonlyMap<string, AllowedPlace>;

const place = /^(?<host>[a-z0-9.-]+|\[[0-9a-f:.]+\]):(?<port>\d{1,5})$/i;

/** Reads `host:port` and `host:port=address:port`, separated by commas; undefined if one of them is neither. */
export const readAllowList = (text: string): AllowList | undefined => {
  const allowed = new Map<string, AllowedPlace>();
  for (const entry of text.split(',').filter(Boolean)) {
    const [from = '', to] = entry.trim().split('=');
    const asked = place.exec(from)?.groups;
    const target = to === undefined ? undefined : place.exec(to)?.groups;
    if (!asked || (to !== undefined && !target)) return undefined;
    allowed.set(
      `${asked.host?.toLowerCase()}:${asked.port}`,
      target?.host ? { address: target.host, port: +(target.port ?? '') } : { port: +(asked.port ?? '') },
    );
  }
  return allowed;
};
