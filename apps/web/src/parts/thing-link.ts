import type { ThingPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import type { Html } from './html.ts';

/** Our page of a thing. */
export const thingPath = ({ uuid, slug }: Pick<ThingPartsFragment, 'uuid' | 'slug'>): string =>
  `/t/${encodeURIComponent(uuid)}/${encodeURIComponent(slug.toWellFormed())}`;

export const userPath = (handle: string): string => `/u/${encodeURIComponent(handle.toWellFormed())}`;

/** My sites, with a site filled in to be claimed. */
export const sitesPath = (site: string): string =>
  site ? `/me/sites?site=${encodeURIComponent(site.toWellFormed())}` : '/me/sites';

/** A title in its own language and direction, which turns nothing around it. */
export const title = (thing: Pick<ThingPartsFragment, 'title' | 'language'>): Html =>
  thing.language ? html`<bdi lang="${thing.language}">${thing.title}</bdi>` : html`<bdi>${thing.title}</bdi>`;

export const thingLink = (thing: ThingPartsFragment): Html =>
  html`<a class="title" href="${thingPath(thing)}">${title(thing)}</a>`;

export const userLink = ({ handle, name }: { readonly handle: string; readonly name: string }): Html =>
  hasLeft(handle)
    ? html`<bdi>${name}</bdi>`
    : html`<a class="person" href="${userPath(handle)}"><bdi>${name}</bdi></a>`;

/** Who left has no page: what stands for their handle has a colon, which no handle has. */
const hasLeft = (handle: string): boolean => handle.includes(':');

/** Who made a thing; nobody is named before they have come. */
export const byline = (creator: ThingPartsFragment['creator']): Html =>
  creator ? html`by ${userLink(creator)}` : html`not claimed yet`;

/** The address of a thing, as a link out if it is a web address; our pages tell that host nothing and vouch for nothing. */
export const outsideLink = (address: string, words?: string): Html => {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return html`<bdi>${address}</bdi>`;
  const path = url.pathname === '/' ? '' : url.pathname;
  return html`<a class="outside" href="${url.href}" rel="nofollow ugc noopener noreferrer"><bdi>${words ?? `${url.host}${decoded(path)}`}</bdi></a>`;
};

const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
