export type ButtonThing = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** What is flattred, in full. */
  readonly url: string;
  readonly variant?: 'solid' | 'quiet' | 'compact';
  /** Whether the button shows this month's count; it then asks the instance for it as soon as it stands in a page. */
  readonly count?: boolean;
  /** What the link says; `Flattr this` by default. */
  readonly text?: string;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

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
}: ButtonThing): string => {
  const page = new URL('/flattr', instance);
  if (!/^https?:$/.test(page.protocol)) throw new TypeError(`an instance is a web origin, not ${instance}`);
  page.searchParams.set('url', url);
  const attributes = `url="${escaped(url)}"${variant ? ` variant="${variant}"` : ''}${count ? ' count' : ''}`;
  return `<flattr-button ${attributes}><a href="${escaped(page.href)}">${escaped(text)}</a></flattr-button>`;
};
