import type { ThingKind } from '@flattr/sdk';

export const kinds = [
  'ARTICLE',
  'AUDIO',
  'VIDEO',
  'IMAGE',
  'SOFTWARE',
  'PERSON',
  'OTHER',
] as const satisfies readonly ThingKind[];

/** One thing as a source names it. */
export type Entry = {
  readonly url: string;
  readonly title: string;
  readonly kind?: ThingKind | undefined;
  readonly language?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** By what its source knows it wherever it stands: the guid of a feed's entry. */
  readonly id?: string | undefined;
};

/** An entry as its source has it, perhaps without a title, and with the mark of when it was changed. */
export type RawEntry = Omit<Entry, 'title'> & {
  readonly title?: string | undefined;
  readonly changed?: string | undefined;
};

/** What is left out, and why, in a few words. */
export type Skipped = { readonly what: string; readonly why: string };

export type Read = { readonly entries: readonly RawEntry[]; readonly skipped: readonly Skipped[] };

const titleMax = 300;
const tagsMax = 20;
const tagMax = 50;

/** A text in one line, without the spaces around it. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A title as it may be registered, or undefined where there is none. */
export const titleOf = (text: string | undefined): string | undefined => {
  const title = plain(text ?? '');
  return title === '' ? undefined : cut(title, titleMax);
};

/** The tags that may be registered: the first of them, each once, none too long. */
export const tagsOf = (texts: readonly (string | undefined)[]): readonly string[] | undefined => {
  const tags = [...new Set(texts.map((text) => plain(text ?? '')))].filter(
    (tag) => tag !== '' && tag.length <= tagMax,
  );
  return tags.length > 0 ? tags.slice(0, tagsMax) : undefined;
};

/** A language as it may be registered, also where it is written `de_DE`; undefined for what is none. */
export const languageOf = (text: string | undefined): string | undefined => {
  try {
    const [language] = Intl.getCanonicalLocales((text ?? '').trim().replace('_', '-'));
    return language && language.length <= 35 ? language : undefined;
  } catch {
    return undefined;
  }
};

/** What kind of thing a media type is of. */
export const kindOfMedia = (type: string | undefined): ThingKind | undefined => {
  if (type?.startsWith('audio/')) return 'AUDIO';
  if (type?.startsWith('video/')) return 'VIDEO';
  return undefined;
};

/** An address in full, seen from another; undefined for what is no web address. */
export const addressOf = (text: string | undefined, base?: string | undefined): string | undefined => {
  const written = text?.trim();
  if (!written || !URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
};

/** A title made of the last words of an address, for what has none of its own. */
export const titleOfAddress = (url: string): string => {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  const words = plain(
    decoded(last)
      .replace(/\.\w{2,5}$/, '')
      .replace(/[-_+]+/g, ' '),
  );
  return words === '' ? hostname : cut(words.charAt(0).toUpperCase() + words.slice(1), titleMax);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`);
