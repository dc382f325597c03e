import type { ButtonThing } from '../render-button.ts';
import { kindNamed } from './read-page.ts';

const variants = ['solid', 'quiet', 'compact'] as const;

/** The button that an author wrote by its attributes, for the page at `address` where they name none. */
export const buttonThing = (
  attributes: ReadonlyMap<string, string>,
  instance: string,
  address: string,
): ButtonThing => ({
  instance,
  url: new URL(attributes.get('url') || address, address).href,
  title: attributes.get('title'),
  kind: kindNamed(attributes.get('kind')),
  tags: attributes.get('tags'),
  lang: attributes.get('lang'),
  variant: variants.find((name) => name === attributes.get('variant')),
  count: attributes.has('count'),
});
