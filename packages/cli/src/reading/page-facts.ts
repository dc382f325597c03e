import type { ThingKind } from '@flattr/sdk';
import type { LegacyThing } from '@flattr/sdk/legacy';
import { Parser } from 'htmlparser2';
import { addressOf, languageOf, type RawEntry, tagsOf, titleOf, titleOfAddress } from './entry.ts';
import { oldMarkup } from './old-markup.ts';

/** What a page says of itself. */
export type PageFacts = {
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  readonly language: string | undefined;
  readonly kind: ThingKind | undefined;
  readonly tags: readonly string[] | undefined;
  /** What else of its site it says can be flattred. */
  readonly others: readonly RawEntry[];
};

/** Reads what a page says of itself in its head, and to the first Flattr; addresses are seen from its own, where that is known. */
export const pageFacts = (html: string, at: string | undefined): PageFacts => {
  const said = new Map<string, string[]>();
  const say = (name: string, value: string | undefined) =>
    value === undefined || said.set(name, [...(said.get(name) ?? []), value]);
  let inTitle = false;
  let title = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'html') say('lang', attributes.lang);
      if (name === 'title' && !said.has('title')) inTitle = true;
      if (name === 'meta')
        say((attributes.property ?? attributes.name ?? '').toLowerCase(), attributes.content);
      if (name === 'link' && /(^|\s)canonical(\s|$)/i.test(attributes.rel ?? ''))
        say('canonical', attributes.href);
    },
    ontext: (part) => {
      if (inTitle) title += part;
    },
    onclosetag: (name) => {
      if (name !== 'title' || !inTitle) return;
      inTitle = false;
      say('title', title);
    },
  });
  parser.end(html);
  const first = (name: string) => said.get(name)?.[0];
  const keywords = (said.get('keywords') ?? []).flatMap((list) => list.split(','));
  const canonical = addressOf(first('canonical'), at);
  const old = oldMarkup(html, canonical ?? at);
  const own = old.find(({ url }) => url === (canonical ?? at));
  return {
    title: titleOf(first('og:title')) ?? titleOf(first('title')),
    canonical,
    language: own?.language ?? languageOf(first('lang') ?? first('og:locale')),
    kind: own?.kind ?? kindOf(first('og:type')),
    tags: tagsOf([...(said.get('article:tag') ?? []), ...keywords, ...(own?.tags ?? [])]),
    others: old.filter((thing) => thing !== own && isOfSite(thing.url, canonical ?? at)).map(entryOf),
  };
};

const isOfSite = (url: string, page: string | undefined): boolean =>
  page !== undefined && new URL(url).origin === new URL(page).origin;

const entryOf = ({ url, title, kind, language, tags }: LegacyThing): RawEntry => ({
  url,
  title: titleOf(title) ?? titleOfAddress(url),
  kind,
  language,
  tags: tagsOf(tags),
});

const kindOf = (type: string | undefined): ThingKind | undefined => {
  if (type === 'article' || type === 'book') return 'ARTICLE';
  if (type?.startsWith('music.')) return 'AUDIO';
  if (type?.startsWith('video.')) return 'VIDEO';
  if (type === 'profile') return 'PERSON';
  return undefined;
};
