import type { ThingPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { percentText } from '../text/percent-text.ts';
import type { Html } from './html.ts';
import { userLink } from './thing-link.ts';

type Thing = NonNullable<ThingPageQuery['thing']>;

/** Who shares what a thing is given; nothing where its creator receives all, as one expects. */
export const splitLine = ({ split, creator }: Pick<Thing, 'split' | 'creator'>): Html => {
  const [first] = split;
  if (!first || (split.length === 1 && first.beneficiary.handle === creator?.handle)) return html``;
  if (split.length === 1)
    return html`<p class="shared">What it is given goes to ${userLink(first.beneficiary)}.</p>`;
  return html`<p class="shared">What it is given is shared between ${split.map(
    ({ beneficiary, basisPoints }, at) =>
      html`${at === 0 ? '' : at === split.length - 1 ? ' and ' : ', '}${userLink(beneficiary)} <span class="nowrap">${percentText(basisPoints)}%</span>`,
  )}.</p>`;
};
