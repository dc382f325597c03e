export type LegacyKind = 'ARTICLE' | 'AUDIO' | 'VIDEO' | 'IMAGE' | 'SOFTWARE' | 'PERSON' | 'OTHER';

const kinds: Readonly<Record<string, LegacyKind>> = {
  text: 'ARTICLE',
  images: 'IMAGE',
  // Plugins wrote this one as well.
  image: 'IMAGE',
  video: 'VIDEO',
  audio: 'AUDIO',
  software: 'SOFTWARE',
  people: 'PERSON',
  rest: 'OTHER',
};

/** Our kind for an old category; none for a word that was no category. */
export const kindOf = (category = ''): LegacyKind | undefined => {
  const word = category.trim().toLowerCase();
  return Object.hasOwn(kinds, word) ? kinds[word] : undefined;
};

/**
 * The BCP 47 tag of an old language such as `de_DE`. Badges also name programming languages there, and pages leave it empty: what
 * is the name of no language is none, and nothing breaks.
 */
export const languageOf = (text = ''): string | undefined => {
  const written = text.trim().replace(/_/g, '-');
  if (!/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(written)) return undefined;
  try {
    const [tag = ''] = Intl.getCanonicalLocales(written);
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    return names.of(tag.replace(/-.*/, '')) && tag;
  } catch {
    return undefined;
  }
};

/** The tags of a list with commas, each once. */
export const tagsOf = (list = ''): readonly string[] => [
  ...new Set(
    list
      .split(',')
      .map((tag) => tag.replace(/\s+/g, ' ').trim())
      .filter(Boolean),
  ),
];

/** `1` or `true`, as `hidden` and `popout` were written. */
export const hasFlag = (text = ''): boolean => /^(1|true)$/i.test(text.trim());
