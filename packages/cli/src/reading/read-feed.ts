import { readPaymentLinks } from '@flattr/sdk/legacy';
import { parseFeed } from 'feedsmith';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import {
  addressOf,
  kindOfMedia,
  languageOf,
  plain,
  type RawEntry,
  type Read,
  tagsOf,
  titleOf,
} from './entry.ts';
import { load } from './load.ts';

type Feed = ReturnType<typeof parseFeed<string>>;
type Rss = Extract<Feed, { format: 'rss' }>['feed'];
type Atom = Extract<Feed, { format: 'atom' }>['feed'];
type Rdf = Extract<Feed, { format: 'rdf' }>['feed'];
type Json = Extract<Feed, { format: 'json' }>['feed'];

/** The entries of a feed: RSS, Atom, RDF or JSON Feed, each with its guid, so that it is known again where it moves. */
export const readFeed = async (surroundings: Surroundings, source: string): Promise<Read> => {
  const { text, url } = await load(surroundings, source);
  const found = entriesOf(parsed(text, source), url);
  return {
    entries: found.filter((entry): entry is RawEntry => entry.url !== undefined),
    skipped: found
      .filter((entry) => entry.url === undefined)
      .map((entry) => ({ what: entry.title ?? entry.id ?? 'an entry', why: 'it has no address' })),
  };
};

type Found = Omit<RawEntry, 'url'> & { readonly url: string | undefined };

const parsed = (text: string, source: string): Feed => {
  try {
    return parseFeed<string>(text);
  } catch {
    throw new Trouble(exitCodes.misuse, `${source} is no feed: neither RSS nor Atom, RDF or JSON Feed.`);
  }
};

const entriesOf = (read: Feed, at: string | undefined): readonly Found[] => {
  if (read.format === 'rss') return rssEntries(read.feed, at);
  if (read.format === 'atom') return atomEntries(read.feed, at);
  if (read.format === 'rdf') return rdfEntries(read.feed, at);
  return jsonEntries(read.feed, at);
};

const articleUnless = (types: readonly (string | undefined)[]) =>
  types.map(kindOfMedia).find((kind) => kind !== undefined) ?? 'ARTICLE';

const rssEntries = (feed: Rss, at: string | undefined): Found[] =>
  (feed.items ?? []).map((item) => {
    const permanent = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
    // A redirector's feed has its own links, and leaves the payment link alone.
    const [old] = readPaymentLinks(item.atom?.links ?? []);
    const url = old?.url ?? addressOf(item.link, at ?? addressOf(feed.link)) ?? addressOf(permanent);
    return {
      url: url ?? addressOf(item.enclosures?.[0]?.url),
      title: titleOf(item.title) ?? titleOf(withoutTags(item.description)),
      kind: old?.kind ?? articleUnless((item.enclosures ?? []).map(({ type }) => type)),
      language: old?.language ?? languageOf(item.dc?.languages?.[0] ?? feed.language),
      tags: tagsOf([...(item.categories ?? []).map(({ name }) => name), ...(old?.tags ?? [])]),
      id: item.guid?.value,
      changed: item.pubDate,
    };
  });

const atomEntries = (feed: Atom, at: string | undefined): Found[] =>
  (feed.entries ?? []).map((entry) => {
    const links = entry.links ?? [];
    const [old] = readPaymentLinks(links);
    const own = links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0];
    return {
      url:
        old?.url ??
        addressOf(own?.href, at ?? addressOf(feed.links?.find(({ rel }) => rel === 'self')?.href)),
      title: titleOf(withoutTags(entry.title?.value)) ?? titleOf(withoutTags(entry.summary?.value)),
      kind:
        old?.kind ?? articleUnless(links.filter(({ rel }) => rel === 'enclosure').map(({ type }) => type)),
      language: old?.language ?? languageOf(entry.xml?.lang ?? feed.xml?.lang),
      tags: tagsOf([
        ...(entry.categories ?? []).map(({ term, label }) => label ?? term),
        ...(old?.tags ?? []),
      ]),
      id: entry.id,
      changed: entry.updated,
    };
  });

const rdfEntries = (feed: Rdf, at: string | undefined): Found[] =>
  (feed.items ?? []).map((item) => ({
    url: addressOf(item.link ?? item.rdf?.about, at),
    title: titleOf(item.title) ?? titleOf(withoutTags(item.description)),
    kind: 'ARTICLE',
    language: languageOf(item.dc?.languages?.[0] ?? feed.dc?.languages?.[0]),
    tags: tagsOf(item.dc?.subjects ?? []),
    id: item.rdf?.about,
  }));

const jsonEntries = (feed: Json, at: string | undefined): Found[] =>
  (feed.items ?? []).map((item) => ({
    url: addressOf(item.url, at) ?? addressOf(item.external_url, at),
    title: titleOf(item.title) ?? titleOf(item.content_text) ?? titleOf(withoutTags(item.content_html)),
    kind: articleUnless((item.attachments ?? []).map(({ mime_type: type }) => type)),
    language: languageOf(item.language ?? feed.language),
    tags: tagsOf(item.tags ?? []),
    id: item.id,
    changed: item.date_modified ?? item.date_published,
  }));

const withoutTags = (html: string | undefined): string => plain((html ?? '').replace(/<[^>]*>/g, ' '));
