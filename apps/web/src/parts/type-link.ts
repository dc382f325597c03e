import type { TypeTextFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import type { Html } from './html.ts';

type Type = {
  readonly kind: TypeTextFragment['kind'];
  readonly name: string | null;
  readonly ofType?: Type | null;
};

/** A type as the schema writes it, such as `[Thing!]!`, its name a link to where it is described. */
export const typeLink = ({ kind, name, ofType }: Type): Html => {
  if (kind === 'NON_NULL' && ofType) return html`${typeLink(ofType)}!`;
  if (kind === 'LIST' && ofType) return html`[${typeLink(ofType)}]`;
  return html`<a href="#${name}">${name}</a>`;
};
