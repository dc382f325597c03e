import type { ThingKind } from '../generated/graphql.ts';
import { escapeMarkup } from './escape-markup.ts';
import { type ButtonThing, renderButton } from './render-button.ts';

/** A thing as its page and its feed speak of it. */
export type PageThing = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** The address of the thing, in full. */
  readonly url: string;
  readonly title?: string | null | undefined;
  readonly kind?: ThingKind | null | undefined;
  /** A BCP 47 tag, such as `en` or `pt-BR`. */
  readonly language?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
};

const types: Readonly<Record<ThingKind, string>> = {
  ARTICLE: 'Article',
  AUDIO: 'AudioObject',
  VIDEO: 'VideoObject',
  IMAGE: 'ImageObject',
  SOFTWARE: 'SoftwareApplication',
  PERSON: 'Person',
  OTHER: 'CreativeWork',
};

/** The page of the instance on which a thing is flattred: where the button's link, the payment link and the action lead. */
export const flattrAddress = ({ instance, url }: Pick<PageThing, 'instance' | 'url'>): string => {
  const page = new URL('/flattr', instance);
  page.searchParams.set('url', url);
  return page.href;
};

const link = (name: string, thing: PageThing): string =>
  `<${name} rel="payment" type="text/html" title="Flattr this" href="${escapeMarkup(flattrAddress(thing))}" />`;

/** The payment link of a page's head, and of an entry of an Atom feed. */
export const paymentLink = (thing: PageThing): string => link('link', thing);

/** The payment link of an item of an RSS feed, whose `<rss>` declares `xmlns:atom="http://www.w3.org/2005/Atom"`. */
export const feedPaymentLink = (thing: PageThing): string => link('atom:link', thing);

/** What the page is in the words of schema.org, with the action that rewards it: the value of a JSON-LD script. */
export const donateAction = (thing: PageThing) => ({
  '@context': 'https://schema.org',
  '@type': types[thing.kind ?? 'ARTICLE'],
  '@id': thing.url,
  url: thing.url,
  ...(thing.title ? { name: thing.title } : {}),
  ...(thing.language && thing.kind !== 'PERSON' ? { inLanguage: thing.language } : {}),
  potentialAction: { '@type': 'DonateAction', name: 'Flattr this', target: flattrAddress(thing) },
});

/** The JSON of a script in a page: nothing in it ends the script. */
export const jsonInScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** What the head of a thing's page says: the payment link, and the action for who reads schema.org. */
export const headParts = (thing: PageThing): string =>
  `${paymentLink(thing)}\n<script type="application/ld+json">${jsonInScript(donateAction(thing))}</script>`;

/** The address of the button's script. */
export const buttonScript = (instance: string): string => new URL('/button.js', instance).href;

/** A button with its script beside it, so that a page without a button loads nothing; a browser runs it once a page. */
export const buttonWithScript = (thing: ButtonThing): string =>
  `${renderButton(thing)}<script type="module" src="${escapeMarkup(buttonScript(thing.instance))}"></script>`;
