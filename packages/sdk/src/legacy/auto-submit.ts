import { type LegacyKey, type LegacyThing, type LegacyValues, thingOf } from './legacy-thing.ts';
import { plainText } from './plain-text.ts';

/** The names under which these links say what they say: `user_id`, and what stood in its place in the wild. */
const names: Readonly<Record<string, LegacyKey>> = {
  user_id: 'uid',
  uid: 'uid',
  fid: 'uid',
  owner: 'owner',
  url: 'url',
  title: 'title',
  description: 'description',
  language: 'language',
  tags: 'tags',
  hidden: 'hidden',
  category: 'category',
  popout: 'popout',
  button: 'button',
  revsharekey: 'revsharekey',
};

const keyOf = (name: string): LegacyKey | undefined =>
  Object.hasOwn(names, name.trim()) ? names[name.trim()] : undefined;

/**
 * Whether an address is one of the first Flattr's hosts, or of the instance that took them over. Any provider may be named in a
 * payment link.
 */
export const isLegacyHost = ({ host }: URL, instance?: string): boolean =>
  /^([a-z0-9-]+\.)*flattr\.com$/.test(host) || (instance !== undefined && host === new URL(instance).host);

/**
 * `https://flattr.com/submit/auto?user_id=&url=…` in any spelling found in the wild: the thing that it is about, or undefined for
 * another link. Opening such a link changes nothing, and whom it names is a hint.
 */
export const readAutoSubmit = (href: string, instance?: string): LegacyThing | undefined => {
  const written = withoutEntities(href.trim());
  const address = parse(written);
  if (!address || !isLegacyHost(address, instance)) return undefined;
  if (!/^\/submit\/auto\/?$/.test(address.pathname)) return undefined;
  return readAutoSubmitQuery(written.slice(written.indexOf('?') + 1));
};

/** The same from what stands after its `?`, as it was sent. */
export const readAutoSubmitQuery = (query: string): LegacyThing | undefined => {
  const values = autoSubmitValues(query);
  return thingOf({ ...values, description: plainText(values.description ?? '') });
};

/** What stands after its `?`, by key. The first of two wins; what is empty is not there. */
export const autoSubmitValues = (query: string): LegacyValues => {
  const values: Partial<Record<LegacyKey, string>> = {};
  // An address that was not encoded is cut up at its own `&`: what follows and is no parameter of ours belongs to it.
  let open: LegacyKey | undefined;
  for (const part of withoutEntities(query).split('&')) {
    const at = part.indexOf('=');
    const key = keyOf(at < 0 ? part : part.slice(0, at));
    if (!key) {
      if (open && part) values[open] += `&${part}`;
      continue;
    }
    const raw = part.slice(at + 1).trim();
    const bare = key === 'url' && raw.includes('://');
    open = bare && values.url === undefined ? key : undefined;
    const text = at < 0 ? '' : bare ? raw : decoded(raw);
    if (text) values[key] ??= text;
  }
  return values;
};

/** As it stands in XML and in what WordPress wrote, once or twice over. */
const withoutEntities = (text: string): string => text.replace(/&(?:(?:amp|#0*38|#x0*26);)+/gi, '&');

const parse = (href: string): URL | undefined => {
  try {
    return new URL(href, 'https://flattr.com');
  } catch {
    return undefined;
  }
};

const decoded = (text: string): string => {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced).trim();
  } catch {
    // A stray `%`, or another character set: each escape that is one is read, what is no UTF-8 is left as it is.
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, decodedOrNot).trim();
  }
};

const decodedOrNot = (escapes: string): string => {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
};
