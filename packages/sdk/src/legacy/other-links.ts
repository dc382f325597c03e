import { autoSubmitValues, isLegacyHost } from './auto-submit.ts';
import { type LegacyThing, thingOf } from './legacy-thing.ts';
import { plainText } from './plain-text.ts';

export type LegacyFrame = LegacyThing & { readonly shows: 'button' | 'popout' };

/** A link to a page of the first Flattr: a thing by a number that nobody can look up any more, or a user by their old name. */
export type LegacyLink =
  | { readonly page: 'thing'; readonly id: string; readonly slug?: string }
  | { readonly page: 'user' | 'donation'; readonly userHint: string };

/** `/button/view/`, `/view/` and `/button/popout/` in a frame: its thing, which is the page around it where it names none. */
export const readFrame = (src: string, page?: string, instance?: string): LegacyFrame | undefined => {
  const address = ours(src, instance);
  const [, view, popout] =
    /^\/(?:((?:button\/)?view)|(button\/popout))\/?$/.exec(address?.pathname ?? '') ?? [];
  if (!address || !(view || popout)) return undefined;
  const values = autoSubmitValues(src.slice(src.indexOf('?') + 1));
  const thing = thingOf({ url: page, ...values, description: plainText(values.description ?? '') }, page);
  return thing && { ...thing, shows: popout ? 'popout' : 'button' };
};

/** `/thing/<id>/<slug>`, `/profile/<user>`, `/@<user>`, `/donation/give/to/<user>`. */
export const readOtherLink = (href: string, instance?: string): LegacyLink | undefined => {
  const path = ours(href, instance)?.pathname.replace(/\/$/, '') ?? '';
  const [, id, slug] = /^\/thing\/(\d+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (id) return { page: 'thing', id, ...(slug ? { slug: readable(slug) } : {}) };
  const [, donation, user] = /^\/(?:(donation\/give\/to)\/|profile\/|@)([^/]+)$/.exec(path) ?? [];
  return user ? { page: donation ? 'donation' : 'user', userHint: readable(user) } : undefined;
};

const ours = (href: string, instance?: string): URL | undefined => {
  try {
    const address = new URL(href.trim(), 'https://flattr.com');
    return isLegacyHost(address, instance) ? address : undefined;
  } catch {
    return undefined;
  }
};

const readable = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
