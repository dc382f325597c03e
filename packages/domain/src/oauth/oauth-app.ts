import { plainText } from '../plain-text.ts';
import { Refusal } from '../refusal.ts';

export type AppChoices = {
  readonly name: string;
  readonly website: string;
  readonly redirectUris: readonly string[];
};

export const redirectUrisMax = 10;
/** How many apps one user registers at most. */
export const appsMax = 50;
const urlLengthMax = 2048;

/**
 * Brings what somebody says of their app to the form in which it is kept, or names the first trouble, in this order:
 * `name-missing`, `website-malformed`, `redirect-uris-out-of-range`, `redirect-uri-malformed`. One that registers itself may
 * have no web page: an empty one.
 */
export const checkApp = (
  { name, website, redirectUris }: AppChoices,
  { websiteNeeded = true } = {},
): AppChoices | Refusal => {
  const called = plainText(name);
  if (called.length < 1 || called.length > 100) return new Refusal('name-missing', ['name']);
  const site = website === '' && !websiteNeeded ? '' : webAddress(website);
  if (site === undefined) return new Refusal('website-malformed', ['website']);
  const uris = [...new Set(redirectUris.map((uri) => uri.trim()))].filter(Boolean);
  if (uris.length < 1 || uris.length > redirectUrisMax)
    return new Refusal('redirect-uris-out-of-range', ['redirectUris']);
  const wrong = uris.findIndex((uri) => !isRedirectUri(uri));
  if (wrong >= 0) return new Refusal('redirect-uri-malformed', ['redirectUris', `${wrong}`]);
  return { name: called, website: site, redirectUris: uris };
};

const webAddress = (text: string): string | undefined => {
  const url = URL.parse(text.trim());
  const isWeb = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  return isWeb && url.href.length <= urlLengthMax ? url.href : undefined;
};

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether codes may be sent there: an https address, or one of the user's own machine. It is compared letter by letter later,
 * so it stands as a browser would write it: nothing in it can be read in two ways.
 */
export const isRedirectUri = (text: string): boolean => {
  const url = URL.parse(text);
  if (!url || text.length > urlLengthMax || text.includes('#') || url.username || url.password) return false;
  if (url.href !== text && url.href !== `${text}/`) return false;
  // Stars and commas are letters of a host to a browser; in a list of addresses they mean more.
  if (/[*,]/.test(url.host)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname));
};
