import { plainText } from '../plain-text.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { canonicalUrl } from './canonical-url.ts';

export const thingKinds = ['ARTICLE', 'AUDIO', 'VIDEO', 'IMAGE', 'SOFTWARE', 'PERSON', 'OTHER'] as const;

export type ThingKind = (typeof thingKinds)[number];

export type ThingInput = {
  readonly url: string;
  readonly title: string;
  readonly kind?: string | null;
  readonly language?: string | null;
  readonly tags?: readonly string[] | null;
};

export type CheckedThing = {
  readonly url: string;
  readonly title: string;
  readonly kind: ThingKind;
  readonly language: string | null;
  readonly tags: readonly string[];
};

/** Checks what somebody wants to register, and brings it to the form in which it is kept; or names the first trouble. */
export const checkThing = (input: ThingInput): CheckedThing | Refusal => {
  const refuse = (code: RefusalCode, field: string) => new Refusal(code, [field]);
  const address = canonicalUrl(input.url);
  if (address.kind === 'trouble') return refuse(address.code, 'url');
  const title = plainText(input.title);
  if (title.length < 1 || title.length > 300) return refuse('title-missing', 'title');
  const kind = thingKinds.find((known) => known === (input.kind ?? 'OTHER'));
  if (!kind) return refuse('kind-unknown', 'kind');
  const language = input.language ? languageTag(input.language) : null;
  if (language === undefined) return refuse('language-unknown', 'language');
  const tags = [...new Set((input.tags ?? []).map(plainText))];
  if (tags.length > 20 || tags.some((tag) => tag.length < 1 || tag.length > 50))
    return refuse('too-many-tags', 'tags');
  return { url: address.url, title, kind, language, tags };
};

/** The canonical form of a BCP 47 tag, or undefined if it is none. */
export const languageTag = (tag: string): string | undefined => {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical && canonical.length <= 35 ? canonical : undefined;
  } catch {
    return undefined;
  }
};
