export type Target = {
  /** The instance's origin, the only one that is listened to. */
  readonly instance: string;
  /** What is flattred. */
  readonly url: string;
  /** Where a click leads without a popup. */
  readonly href: string;
};

const absolute = (address: string): string =>
  Object.assign(document.createElement('a'), { href: address }).href;

/**
 * The instance is the origin of the author's own link, otherwise of this script. The thing is the `url` attribute,
 * otherwise the link's, the page's canonical link, or the page.
 */
export const readTarget = (link: HTMLAnchorElement | null, urlAttribute: string | null): Target => {
  const own = link && /^https?:$/.test(link.protocol) ? link : undefined;
  const named = urlAttribute || new URLSearchParams(own?.search).get('url');
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  const url = named ? absolute(named) : canonical?.href || location.href;
  const instance = (own ?? new URL(import.meta.url)).origin;
  return { instance, url, href: own?.href ?? `${instance}/flattr?${new URLSearchParams({ url })}` };
};
