import type { ThingKind } from '@flattr/sdk';
import { html } from 'hono/html';
import { kinds, kindText } from '../text/kind-text.ts';
import type { Html } from './html.ts';

/** The kinds of things, each as a way to a list of it, and all of them together. */
export const kindTabs = (current: ThingKind | undefined, to: (kind?: string) => string): Html => {
  const tab = (kind: ThingKind | undefined, words: string) =>
    html`<a href="${to(kind && kindText(kind).path)}" ${kind === current ? html`aria-current="page"` : ''}>${words}</a>`;
  return html`<nav class="tabs" aria-label="Kinds">
${tab(undefined, 'All')}${kinds.map((kind) => tab(kind, kindText(kind).many))}</nav>`;
};
