import { isLegacyAnchor, type LegacyPage, readAnchor } from './anchor.ts';
import { readAutoSubmit } from './auto-submit.ts';
import type { LegacyThing } from './legacy-thing.ts';
import { readFrame } from './other-links.ts';
import { type Meta, readOwner } from './owner.ts';
import { isPaymentLink } from './payment-links.ts';

/** As much of a DOM's element as is read: a browser's, or any parser's that speaks like one. */
export type ElementLike = {
  readonly localName: string;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  getAttributeNames(): Iterable<string>;
};

export type DocumentLike = { querySelectorAll(selector: string): Iterable<ElementLike> };

/** `<a class="FlattrButton">` as an element. */
export const readElement = (element: ElementLike, around: LegacyPage = {}): LegacyThing | undefined => {
  const names = [...element.getAttributeNames()];
  const attributes = Object.fromEntries(names.map((name) => [name, element.getAttribute(name) ?? '']));
  return readAnchor({ attributes, content: element.innerHTML }, around);
};

/**
 * All that a page says to the first Flattr: the things of its buttons, frames, links and payment links, each address once and in the
 * page's order, and whom it names as its owner.
 */
export const readDocument = (
  document: DocumentLike,
  around: LegacyPage & { readonly instance?: string } = {},
): { readonly things: readonly LegacyThing[]; readonly ownerHint?: string } => {
  const things = new Map<string, LegacyThing>();
  const metas: Meta[] = [];
  for (const element of document.querySelectorAll(
    'a[href], link[rel], iframe[src], meta[name], a.FlattrButton',
  )) {
    const named = (name: string) => element.getAttribute(name) ?? '';
    if (element.localName === 'meta') metas.push({ name: named('name'), content: named('content') });
    const thing = read(element, named, around);
    if (thing && !things.has(thing.url)) things.set(thing.url, thing);
  }
  return { things: [...things.values()], ownerHint: readOwner(metas) };
};

const read = (
  element: ElementLike,
  named: (name: string) => string,
  around: LegacyPage & { readonly instance?: string },
): LegacyThing | undefined => {
  switch (element.localName) {
    case 'a':
      return isLegacyAnchor(named('class'))
        ? readElement(element, around)
        : readAutoSubmit(named('href'), around.instance);
    case 'link':
      return isPaymentLink({ rel: named('rel') })
        ? readAutoSubmit(named('href'), around.instance)
        : undefined;
    case 'iframe':
      return readFrame(named('src'), around.page, around.instance);
    default:
      return undefined;
  }
};
