import { html } from 'hono/html';
import type { Html } from './html.ts';

/** The markup that puts the button beside a thing: a plain link without the script. */
export const buttonSnippet = (origin: string, url: string): Html => {
  const address = `${origin}/flattr?url=${encodeURIComponent(url)}`;
  const markup = `<script type="module" src="${origin}/button.js"></script>
<flattr-button url="${attribute(url)}">
  <a href="${attribute(address)}">Flattr this</a>
</flattr-button>`;
  return html`<section class="snippet" aria-labelledby="snippet-title">
<h2 id="snippet-title">The button for your page</h2>
<p class="soft">Copy this to where the button shall stand. It asks nothing of anybody before they press it, and it is a plain
link where no script runs.</p>
<pre tabindex="0" aria-label="Markup of the button"><code>${markup}</code></pre>
</section>`;
};

const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
