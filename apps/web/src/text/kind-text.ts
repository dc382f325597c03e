import type { ThingKind } from '@flattr/sdk';

type Words = { readonly one: string; readonly many: string; readonly path: string };

const words = {
  ARTICLE: { one: 'Article', many: 'Articles', path: 'articles' },
  AUDIO: { one: 'Audio', many: 'Audio', path: 'audio' },
  VIDEO: { one: 'Video', many: 'Videos', path: 'videos' },
  IMAGE: { one: 'Picture', many: 'Pictures', path: 'pictures' },
  SOFTWARE: { one: 'Software', many: 'Software', path: 'software' },
  PERSON: { one: 'Person', many: 'People', path: 'people' },
  OTHER: { one: 'Something else', many: 'Everything else', path: 'else' },
} as const satisfies Record<ThingKind, Words>;

export const kinds = Object.keys(words) as readonly ThingKind[];

/** What a kind is called on pages, and in the front page's address. */
export const kindText = (kind: ThingKind): Words => words[kind];

/** The kind that a front page's address names, if it names one. */
export const kindOfPath = (path: string): ThingKind | undefined =>
  kinds.find((kind) => words[kind].path === path);
