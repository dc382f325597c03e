import type { FlattrInput } from '@flattr/sdk';
import { kinds } from './text/kind-text.ts';

/** What a button says of the page on which it stands: of use only where nobody has registered that page yet. */
export type PageHints = Pick<FlattrInput, 'title' | 'kind' | 'language' | 'tags'>;

/** The hints in an address or a form of ours: `title`, `kind`, `lang`, and `tags` with commas between. What is none is left out. */
export const hintsOf = (read: (name: string) => string | undefined): PageHints => {
  const title = read('title')?.trim();
  const kind = kinds.find((known) => known === read('kind')?.toUpperCase());
  const language = read('lang')?.trim();
  const tags = read('tags')
    ?.split(',')
    .filter((tag) => tag.trim() !== '');
  return {
    ...(title && { title }),
    ...(kind && { kind }),
    ...(language && { language }),
    ...(tags?.length && { tags }),
  };
};

/** The same as they stand in an address or a form. */
export const hintFields = ({ title, kind, language, tags }: PageHints): Record<string, string> => ({
  ...(title && { title }),
  ...(kind && { kind }),
  ...(language && { lang: language }),
  ...(tags?.length && { tags: [tags].flat().join(',') }),
});
