import { type ButtonThing, renderButton } from '../render-button.ts';
import { decodeEntities, elementsOf } from './elements.ts';

export type ButtonMarkup = {
  readonly attributes: Readonly<Record<string, string>>;
  readonly href: string;
  readonly text: string;
};

/** The button that `renderButton` writes, in parts for who makes elements of it instead of text. */
export const buttonMarkup = (thing: ButtonThing): ButtonMarkup => {
  const html = renderButton(thing);
  const [button, link] = elementsOf(html);
  return {
    attributes: Object.fromEntries(button?.attributes ?? []),
    href: link?.attributes.get('href') ?? '',
    text: decodeEntities(html.slice(link?.end).split('<', 1)[0] ?? ''),
  };
};
