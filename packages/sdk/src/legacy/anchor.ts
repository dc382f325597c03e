import { type LegacyThing, type LegacyValues, legacyKeys, thingOf } from './legacy-thing.ts';
import { plainText } from './plain-text.ts';

/** An `a` element as any parser gives it: its attributes with their entities decoded, and what is inside as HTML. */
export type LegacyAnchor = {
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content?: string;
};

/** What the page around says for all of its buttons. */
export type LegacyPage = {
  /** The page's address, against which others are resolved. */
  readonly page?: string;
  /** What the loader's own address says; an element's own values win. */
  readonly defaults?: LegacyValues;
  /** What data attributes begin with, if not `data-flattr`. */
  readonly prefix?: string;
};

/** Whether an `a` with this `class` is a button of the first Flattr. */
export const isLegacyAnchor = (className = ''): boolean => className.split(/\s+/).includes('FlattrButton');

/** `<a class="FlattrButton">`: the thing that it is a button for, or undefined where it leads to no web address. */
export const readAnchor = (
  { attributes, content = '' }: LegacyAnchor,
  { page, defaults, prefix }: LegacyPage = {},
): LegacyThing | undefined => {
  const values = anchorValues((name) => attributes[name], prefix);
  const inside = plainText(content);
  const description = values.description === undefined ? inside : plainText(values.description);
  return thingOf({ ...defaults, ...values, description }, page);
};

/**
 * The values of an anchor. `href`, `title` and `lang` hold until others say more: `rev` if it begins with `flattr`, else `rel` if
 * that does, else the data attributes. These three are never merged.
 */
export const anchorValues = (
  attribute: (name: string) => string | null | undefined,
  prefix = 'data-flattr',
): LegacyValues => {
  const values: Record<string, string> = {};
  const take = (key: string, value: string | null | undefined): void => {
    const text = value?.trim();
    if (text) values[key] = text;
  };
  take('url', attribute('href'));
  take('title', attribute('title'));
  take('language', attribute('lang'));
  const written = [attribute('rev'), attribute('rel')].find((text) => text?.startsWith('flattr'));
  const among = written ? writtenIn(written) : undefined;
  for (const key of legacyKeys) take(key, among ? among.get(key) : attribute(`${prefix}-${key}`));
  return values;
};

/** `flattr;key:value;key:value`, where a value may have colons. The last of two wins, as it did. */
const writtenIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(';')
      .slice(1)
      .map((part) => {
        const at = part.indexOf(':');
        return at < 0 ? ['', ''] : [part.slice(0, at).trim(), part.slice(at + 1)];
      }),
  );
