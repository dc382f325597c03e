import { plainText } from '../plain-text.ts';
import { type CheckedThing, languageTag, type ThingInput, thingKinds } from './thing-input.ts';

/** What somebody who flattrs a page says of it, unproven. */
export type PageHints = Omit<ThingInput, 'url' | 'title'> & { readonly title?: string | null | undefined };

const titleMax = 300;

/**
 * A page that nobody has registered, as whoever flattrs it first describes it: what cannot be so is left out, since nobody who
 * flattrs has written it. Without a title it is its address, and too long a one is cut.
 */
export const describePage = (url: string, hints: PageHints): CheckedThing => {
  const title = plainText(hints.title ?? '') || url.replace(/^https?:\/\/(?:www\.)?/, '');
  const tags = [...new Set((hints.tags ?? []).map(plainText))];
  return {
    url,
    title: title
      .slice(0, titleMax)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim(),
    kind: thingKinds.find((known) => known === hints.kind) ?? 'OTHER',
    language: (hints.language && languageTag(hints.language)) || null,
    tags: tags.filter((tag) => tag.length > 0 && tag.length <= 50).slice(0, 20),
  };
};
