import type { LegacyThing } from './legacy-thing.ts';

const titleMax = 300;
const tagsMax = 20;
const tagMax = 50;

/**
 * The path of the page that asks whether to flattr a thing, with what its markup says of it as hints. Of what was to stand in no
 * public list it tells the address alone.
 */
export const confirmationPath = ({ url, title, kind, language, tags, hidden }: LegacyThing): string => {
  const asked = new URLSearchParams({ url });
  const hint = (name: string, value = ''): void => {
    if (value && !hidden) asked.set(name, value);
  };
  hint('title', title?.slice(0, titleMax));
  hint('kind', kind);
  hint('lang', language);
  hint(
    'tags',
    tags
      .filter((tag) => tag.length <= tagMax)
      .slice(0, tagsMax)
      .join(),
  );
  return `/flattr?${asked}`;
};
