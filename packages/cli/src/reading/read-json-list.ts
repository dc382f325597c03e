import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';
import { addressOf, kinds, languageOf, type RawEntry, type Read, tagsOf, titleOf } from './entry.ts';
import { load } from './load.ts';

const shape =
  'It is a list of addresses, or of objects with url, and title, kind, language, tags and id if you like.';

/** A list of your own in JSON: addresses, or objects with what is to be registered. */
export const readJsonList = async (surroundings: Surroundings, source: string): Promise<Read> => {
  const { text, url } = await load(surroundings, source);
  const list = parsed(text);
  if (!Array.isArray(list)) throw misuse(`${source} is no list in JSON.`, shape);
  return {
    entries: list.map((item: unknown, index) => entryOf(item, `${source}, item ${index + 1}`, url)),
    skipped: [],
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const entryOf = (item: unknown, where: string, base: string | undefined): RawEntry => {
  const fields = typeof item === 'string' ? { url: item } : item;
  if (typeof fields !== 'object' || fields === null)
    throw misuse(`${where}: it is neither a text nor an object.`, shape);
  const text = (name: string): string | undefined => {
    const value: unknown = Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined;
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    throw misuse(`${where}: ${name} is no text.`, shape);
  };
  const url = addressOf(text('url'), base);
  if (!url) throw misuse(`${where}: url is no web address.`, shape);
  const kind = kinds.find((known) => known === text('kind')?.toUpperCase());
  if (text('kind') !== undefined && !kind) throw misuse(`${where}: a kind is one of ${kinds.join(', ')}.`);
  const tags: unknown = 'tags' in fields ? fields.tags : [];
  if (!Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string'))
    throw misuse(`${where}: tags is no list of texts.`, shape);
  return {
    url,
    title: titleOf(text('title')),
    kind,
    language: languageOf(text('language')),
    tags: tagsOf(tags),
    id: text('id'),
  };
};
