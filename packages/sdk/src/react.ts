import { type ClassAttributes, createElement, Fragment, type HTMLAttributes, type ReactElement } from 'react';
import { buttonScript, donateAction, flattrAddress, jsonInScript, type PageThing } from './page-parts.ts';
import type { ButtonThing } from './render-button.ts';
import { buttonMarkup } from './site/button-markup.ts';

/** What the button's element takes where it stands in JSX by itself, in a page that loads its script. */
export type FlattrElementProps = HTMLAttributes<HTMLElement> &
  ClassAttributes<HTMLElement> & {
    url?: string;
    variant?: 'solid' | 'quiet' | 'compact';
    count?: boolean | '';
    kind?: string;
    tags?: string;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'flattr-button': FlattrElementProps;
    }
  }
}

export type FlattrButtonProps = ButtonThing & {
  /** Whether the button's script is loaded with it, which is once however many buttons there are; true by default. */
  readonly script?: boolean;
};

/**
 * The button as a component: the same HTML on a server as `renderButton` writes, a plain link until its script runs. Needs React
 * 19 to load the script on a page that is not the first one; with an older one set `script` to false and load it in the page.
 *
 * @example
 * ```tsx
 * <FlattrButton instance="https://flattr.example" url="https://blog.example/bread" />
 * ```
 */
export const FlattrButton = ({ script = true, ...thing }: FlattrButtonProps): ReactElement => {
  const { attributes, href, text } = buttonMarkup(thing);
  return createElement(
    Fragment,
    null,
    // Where its script runs first, the element has said its state before React comes to it.
    createElement(
      'flattr-button',
      { ...attributes, suppressHydrationWarning: true },
      createElement('a', { href }, text),
    ),
    script
      ? createElement('script', { type: 'module', async: true, src: buttonScript(thing.instance) })
      : null,
  );
};

/** What the head of a thing's page says: the payment link, and the action for who reads schema.org. React 19 lets it stand anywhere. */
export const FlattrHead = (thing: PageThing): ReactElement =>
  createElement(
    Fragment,
    null,
    createElement('link', {
      rel: 'payment',
      type: 'text/html',
      title: 'Flattr this',
      href: flattrAddress(thing),
    }),
    createElement('script', {
      type: 'application/ld+json',
      // biome-ignore lint/security/noDangerouslySetInnerHtml: React would write the JSON's quotes as entities, and nothing in it ends a script
      dangerouslySetInnerHTML: { __html: jsonInScript(donateAction(thing)) },
    }),
  );
