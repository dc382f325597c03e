import type { ThingKind } from '../generated/graphql.ts';
import { escapeMarkup } from './escape-markup.ts';

export type ButtonThing = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** What is flattred, in full. */
  readonly url: string;
  /** What the thing is, for one that nobody has registered yet: whoever flattrs it sees so. */
  readonly title?: string | null | undefined;
  readonly kind?: ThingKind | null | undefined;
  /** Up to three, or one text of them with commas. */
  readonly tags?: readonly string[] | string | null | undefined;
  /** The language of the thing, a BCP 47 tag. */
  readonly lang?: string | null | undefined;
  readonly variant?: 'solid' | 'quiet' | 'compact';
  /** Whether the button shows this month's count; it then asks the instance for it as soon as it stands in a page. */
  readonly count?: boolean;
  /** What the link says; `Flattr this` by default. */
  readonly text?: string;
};

/**
 * The button's HTML for a page that is made on a server or by a generator: a plain link to the instance, which the button's
 * script takes over where it runs. Any text may stand in it. Throws a `TypeError` for an instance that is no web origin.
 */
export const renderButton = ({
  instance,
  url,
  variant,
  count,
  text = 'Flattr this',
  ...said
}: ButtonThing): string => {
  const page = new URL('/flattr', instance);
  if (!/^https?:$/.test(page.protocol)) throw new TypeError(`an instance is a web origin, not ${instance}`);
  const { title, kind, tags, lang } = said;
  const words = Object.entries({ url, title, kind, tags: tags?.toString(), lang, variant });
  const attributes = words.flatMap(([name, value]) => (value ? [`${name}="${escapeMarkup(value)}"`] : []));
  for (const [name, value] of words) if (value && name !== 'variant') page.searchParams.set(name, value);
  if (count) attributes.push('count');
  return `<flattr-button ${attributes.join(' ')}><a href="${escapeMarkup(page.href)}">${escapeMarkup(text)}</a></flattr-button>`;
};
