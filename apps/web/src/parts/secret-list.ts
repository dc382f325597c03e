import { html } from 'hono/html';
import type { Html } from './html.ts';

/** Codes that are shown this once, to be copied or printed. */
export const secretList = (codes: readonly string[]): Html =>
  html`<section class="notice notice-good" aria-labelledby="codes-title" role="status">
<h2 id="codes-title">Your recovery codes</h2>
<p>Each is good once where your app is not at hand. Copy or print them now: they are shown this once, and we keep only their fingerprints.</p>
<pre class="secret" tabindex="0" aria-label="The recovery codes"><code>${codes.join('\n')}</code></pre></section>`;
