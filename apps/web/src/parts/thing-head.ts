import type { ThingPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { kindText } from '../text/kind-text.ts';
import type { Html } from './html.ts';
import { outsideLink, title } from './thing-link.ts';

/** Says which thing a question or an answer is about. */
export const thingHead = (thing: ThingPartsFragment): Html => html`<header class="thing-head">
<p class="eyebrow">${kindText(thing.kind).one}</p>
<h1>${title(thing)}</h1>
<p class="soft">${thing.creator ? html`by <bdi>${thing.creator.name}</bdi>` : 'not claimed yet'} · ${outsideLink(thing.url)}</p>
</header>`;
