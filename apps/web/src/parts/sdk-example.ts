import { html } from 'hono/html';
import type { Html } from './html.ts';

/** The shortest program that registers a thing. */
export const sdkExample = (origin: string): Html => {
  const program = `import { createFlattr } from '@flattr/sdk';

const flattr = createFlattr({ endpoint: '${origin}/graphql', token: process.env.FLATTR_TOKEN });
await flattr.registerThings([
  { url: 'https://example.org/my-article', title: 'My article', kind: 'ARTICLE', language: 'en' },
]);`;
  return html`<section class="snippet" aria-labelledby="sdk-title"><h2 class="rule-title" id="sdk-title">Register what you publish</h2>
<p class="soft">Registering again changes nothing, so let your site do it at every build.</p>
<pre tabindex="0" aria-label="A program that registers a thing"><code>${program}</code></pre></section>`;
};
