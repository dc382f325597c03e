import { make } from './make.ts';

/**
 * The page of the instance that asks whether to flattr. The instance is the origin of the author's own link, otherwise of this
 * script, and the only origin that is listened to. The thing is the `url` attribute, otherwise the link's, the page's canonical
 * link, or the page; what its `title`, `kind`, `tags` and `lang` are is told along, for a thing that nobody has registered.
 */
export const readTarget = (element: Element): URL => {
  const link = element.querySelector('a');
  const page = new URL(link && /^http/.test(link.href) ? link.href : '/flattr', import.meta.url);
  const { searchParams } = page;
  const absolute = make('a');
  absolute.href =
    element.getAttribute('url') ||
    searchParams.get('url') ||
    document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ||
    location.href;
  searchParams.set('url', absolute.href);
  for (const name of ['lang', 'tags', 'kind', 'title']) {
    const said = element.getAttribute(name);
    if (said) searchParams.set(name, said);
  }
  return page;
};
