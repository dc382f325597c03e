import type { RegisterThingInput, ThingKind } from '../../generated/graphql.ts';
import { decodeEntities, elementsOf, type HtmlElement } from './elements.ts';

/** A built page as the thing that it is, ready to be registered. */
export type SitePage = RegisterThingInput;

type Elements = readonly Omit<HtmlElement, 'start' | 'end'>[];

/** Where a page is read, and what its `<title>` ends with that is the site's, such as ` | My blog`. */
export type PagePlace = { readonly address: string; readonly titleEnd?: string | undefined };

const kinds: readonly ThingKind[] = ['ARTICLE', 'AUDIO', 'VIDEO', 'IMAGE', 'SOFTWARE', 'PERSON', 'OTHER'];

const kindOfType = (type: string | undefined): ThingKind | undefined => {
  if (!type) return undefined;
  if (type.startsWith('music.')) return 'AUDIO';
  if (type.startsWith('video.')) return 'VIDEO';
  return type === 'profile' ? 'PERSON' : undefined;
};

/** The kind that a word names, however it is written. */
export const kindNamed = (name: string | undefined): ThingKind | undefined =>
  kinds.find((kind) => kind === name?.trim().toUpperCase());

/** As many tags, and as long ones, as an instance takes. */
const tagsOf = (text: string | undefined): string[] | undefined => {
  const tags = (text ?? '').split(',').map((tag) => tag.trim());
  const kept = [...new Set(tags)].filter((tag) => tag !== '' && tag.length <= 50).slice(0, 20);
  return kept.length > 0 ? kept : undefined;
};

const plain = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** One page has many spellings while it is built: a folder and its index are the same. */
const spelled = (address: string): string =>
  new URL(address).href.replace(/#.*$/, '').replace(/(?:\/index)?(?:\.html)?\/?(\?.*)?$/, '$1');

const metaOf = (elements: Elements): ReadonlyMap<string, string> => {
  const meta = new Map<string, string>();
  for (const { name, attributes } of elements) {
    const key = attributes.get('name') ?? attributes.get('property');
    const content = attributes.get('content');
    if (name !== 'meta' || !key || content === undefined) continue;
    const before = key === 'article:tag' ? meta.get(key) : undefined;
    meta.set(key, before ? `${before},${content}` : content);
  }
  return meta;
};

const canonicalOf = (elements: Elements, address: string): string => {
  const link = elements.find(
    ({ name, attributes }) => name === 'link' && attributes.get('rel')?.toLowerCase() === 'canonical',
  );
  const href = link?.attributes.get('href');
  return href && URL.canParse(href, address) ? new URL(href, address).href : address;
};

/** The button that flattrs the page on which it stands, if it has one. */
const ownButton = (elements: Elements, url: string): Elements[number] | undefined =>
  elements.find(({ name, attributes }) => {
    if (name !== 'flattr-button') return false;
    const flattred = attributes.get('url') || url;
    return URL.canParse(flattred, url) && spelled(new URL(flattred, url).href) === spelled(url);
  });

const withoutEnd = (title: string, end = ''): string =>
  end !== '' && title.endsWith(end) ? title.slice(0, -end.length) : title;

/**
 * What a page says of itself: by `<meta name="flattr:…">` first, then by its button, then by what its generator wrote.
 * Null where no button flattrs the page itself, and where `flattr:register` is `no`.
 */
export const pageOf = (
  elements: Elements,
  title: string,
  { address, titleEnd }: PagePlace,
): SitePage | null => {
  const url = canonicalOf(elements, address);
  const button = ownButton(elements, url)?.attributes;
  const meta = metaOf(elements);
  if (!button || meta.get('flattr:register')?.trim().toLowerCase() === 'no') return null;
  const root = elements.find(({ name }) => name === 'html')?.attributes;
  const own = meta.get('flattr:title') || button.get('title');
  return {
    url: new URL(button.get('url') || url, url).href,
    title: plain(own || withoutEnd(plain(meta.get('og:title') || title), titleEnd)).slice(0, 300),
    kind:
      kindNamed(meta.get('flattr:kind')) ??
      kindNamed(button.get('kind')) ??
      kindOfType(meta.get('og:type')) ??
      'ARTICLE',
    language: plain(meta.get('flattr:language') || button.get('lang') || root?.get('lang')) || undefined,
    tags: tagsOf(
      meta.get('flattr:tags') || button.get('tags') || meta.get('article:tag') || meta.get('keywords'),
    ),
  };
};

/** What a built page of HTML says of itself, as `pageOf`. */
export const readPage = (html: string, place: PagePlace): SitePage | null => {
  const elements = elementsOf(html);
  const end = elements.find(({ name }) => name === 'title')?.end;
  const title = end === undefined ? '' : decodeEntities(html.slice(end).split('<', 1)[0] ?? '');
  return pageOf(elements, title, place);
};
