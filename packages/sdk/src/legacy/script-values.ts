import { type LegacyThing, type LegacyValues, legacyKeys, thingOf } from './legacy-thing.ts';
import { plainText } from './plain-text.ts';

/** The globals of 2010, each with the key that it stands for. */
const globals = {
  flattr_uid: 'uid',
  flattr_url: 'url',
  flattr_tle: 'title',
  flattr_dsc: 'description',
  flattr_cat: 'category',
  flattr_lng: 'language',
  flattr_tag: 'tags',
  flattr_btn: 'button',
  flattr_hide: 'hidden',
} as const;

type Variables = Readonly<Record<string, unknown>>;
type Lookup = (name: string) => unknown;

/** What a page's scripts wrote into `flattr_uid`, `flattr_url` and their like. */
export const globalValues = (lookUp: Lookup): LegacyValues =>
  Object.fromEntries(
    Object.entries(globals).flatMap(([name, key]) => {
      const text = textOf(lookUp(name));
      return text ? [[key, text]] : [];
    }),
  );

/** What `FlattrLoader.render({…})` was given, without what it never understood. */
export const optionValues = (options: Variables): LegacyValues =>
  Object.fromEntries(
    legacyKeys.flatMap((key) => {
      const text = textOf(options[key]);
      return text ? [[key, text]] : [];
    }),
  );

/** The thing of the 2010 globals; one that names no address is the page itself. */
export const readGlobals = (variables: Variables, page?: string): LegacyThing | undefined =>
  described(
    globalValues((name) => variables[name]),
    page,
  );

/** The thing of the script API's options; one that names no address is the page itself. */
export const readOptions = (options: Variables, page?: string): LegacyThing | undefined =>
  described(optionValues(options), page);

const described = (values: LegacyValues, page?: string): LegacyThing | undefined =>
  thingOf({ url: page, ...values, description: plainText(values.description ?? '') }, page);

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`.trim()
    : '';
