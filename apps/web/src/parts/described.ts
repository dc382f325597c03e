import { html } from 'hono/html';
import type { Html } from './html.ts';

/** A description of the schema, whose words between backticks are code; nothing else in it is marked up. */
export const described = (text: string | null): Html =>
  html`${(text ?? '').split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
