import { html } from 'hono/html';
import { type Money, microsOf } from '../text/micros.ts';
import type { Html } from './html.ts';

export type Part = { readonly sum: Money; readonly look: string; readonly title: string };

const whole = 10_000n;

/** A bar of one sum and its parts, left to right; what is in no part is hatched. Its words are in `label`. */
export const shareBar = (total: Money, parts: readonly Part[], label: string): Html => {
  const totalMicros = microsOf(total);
  const place = (micros: bigint) => (totalMicros > 0n ? (micros * whole) / totalMicros : 0n);
  let reached = 0n;
  const drawn = parts
    .filter(({ sum }) => microsOf(sum) > 0n)
    .map(({ sum, look, title }) => {
      const from = place(reached);
      reached += microsOf(sum);
      const rect = html`<rect class="${look}" x="${from}" y="0" width="${place(reached) - from}" height="100"><title>${title}</title></rect>`;
      return from === 0n ? rect : html`${rect}${cut(from)}`;
    });
  return html`<svg class="bar" viewBox="0 0 ${whole} 100" preserveAspectRatio="none" role="img" aria-label="${label}">${drawn}${
    reached > 0n && reached < totalMicros ? cut(place(reached)) : ''
  }</svg>`;
};

/** The line between two parts, as thin on a phone as on a wide screen. */
const cut = (at: bigint): Html => html`<line class="cut" x1="${at}" x2="${at}" y1="0" y2="100"/>`;

/** Tints follow each other, so that neighbours differ. */
export const tint = (at: number): string => `tint-${at % 5}`;
