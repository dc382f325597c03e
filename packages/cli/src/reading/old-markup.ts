import { type ElementLike, type LegacyThing, readDocument } from '@flattr/sdk/legacy';
import { DomUtils, parseDocument } from 'htmlparser2';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

const told = ['a', 'iframe', 'link', 'meta'];

/** What a page says to the first Flattr, by its buttons, frames, links and payment links: what it hides is left out. */
export const oldMarkup = (html: string, at: string | undefined): readonly LegacyThing[] => {
  if (!/flattr/i.test(html)) return [];
  const elements = DomUtils.getElementsByTagName((name) => told.includes(name), parseDocument(html));
  const { things } = readDocument(
    { querySelectorAll: () => elements.map(elementOf) },
    at ? { page: at } : {},
  );
  return things.filter(({ hidden }) => !hidden);
};

/** An element of this parser, as a browser's. */
const elementOf = (element: Element): ElementLike => ({
  localName: element.name,
  get innerHTML() {
    return DomUtils.getInnerHTML(element);
  },
  getAttribute: (name) => element.attribs[name] ?? null,
  getAttributeNames: () => Object.keys(element.attribs),
});
