/** Where somebody flattrs the thing at an address, at an instance's origin. */
export const flattrLink = (server: string, url: string): string =>
  `${server}/flattr?url=${encodeURIComponent(url)}`;

/** The address of the thing that such a link is about; undefined for any other link. */
export const thingOfLink = (server: string, link: string): string | undefined => {
  if (!link.startsWith(`${server}/flattr?`)) return undefined;
  return new URL(link).searchParams.get('url') ?? undefined;
};
