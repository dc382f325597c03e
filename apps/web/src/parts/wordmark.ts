import { html } from 'hono/html';
import type { Html } from './html.ts';

const petal = 'M12 11C8.7 9.2 7.8 6.9 7.8 5.2a4.2 4.2 0 0 1 8.4 0C16.2 6.9 15.3 9.2 12 11Z';

/** Our mark, as the button wears it: a blossom of four shares, the upper one yours. */
export const mark =
  (): Html => html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
<path class="mark-share" d="${petal}"/>
${[90, 180, 270].map((turn) => html`<path class="mark-stem" transform="rotate(${turn} 12 12)" d="${petal}"/>`)}
</svg>`;

/** The mark as a file of its own, for the browser's tab. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<style>.s{fill:#221a14}@media (prefers-color-scheme:dark){.s{fill:#f5ede3}}</style>
<path fill="#e5482a" d="${petal}"/>
${[90, 180, 270].map((turn) => `<path class="s" transform="rotate(${turn} 12 12)" d="${petal}"/>`).join('')}</svg>`;
