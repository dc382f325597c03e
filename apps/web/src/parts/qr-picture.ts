import { html } from 'hono/html';
import { encode } from 'uqr';
import type { Html } from './html.ts';

/** Scanners want so many modules of white around it. */
const border = 4;

/** A text as a QR code to be scanned from the screen: black on white in dark mode too, as scanners want it, and without a style. */
export const qrPicture = (text: string, label: string): Html => {
  const { data, size } = encode(text, { ecc: 'M', border });
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${data.map(rowPath).join('')}"/></svg>`;
};

/** The dark runs of a row, each as a rectangle one module high. */
const rowPath = (row: readonly boolean[], y: number): string => {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x += 1;
    runs.push(`M${from} ${y}h${x + 1 - from}v1H${from}z`);
  }
  return runs.join('');
};
