import type { ThingKind } from '@flattr/sdk';
import { Parser } from 'htmlparser2';
import { addressOf, languageOf, tagsOf, titleOf } from './entry.ts';

/** What a page says of itself. */
export type PageFacts = {
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  readonly language: string | undefined;
  readonly kind: ThingKind | undefined;
  readonly tags: readonly string[] | undefined;
};

/** Reads what a page says of itself in its head; addresses are seen from its own, where that is known. */
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
  return {
    title: titleOf(first('og:title')) ?? titleOf(first('title')),
    canonical: addressOf(first('canonical'), at),
    language: languageOf(first('lang') ?? first('og:locale')),
    kind: kindOf(first('og:type')),
    tags: tagsOf([...(said.get('article:tag') ?? []), ...keywords]),
  };
};

const kindOf = (type: string | undefined): ThingKind | undefined => {
  if (type === 'article' || type === 'book') return 'ARTICLE';
  if (type?.startsWith('music.')) return 'AUDIO';
  if (type?.startsWith('video.')) return 'VIDEO';
  if (type === 'profile') return 'PERSON';
  return undefined;
};
