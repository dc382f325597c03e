import { html } from 'hono/html';
import type { Html } from './html.ts';

/** The shortest program that registers a thing; it runs as it stands, in any runtime with `fetch`. */
export const registerExample = (origin: string): Html => {
  const program = `// FLATTR_TOKEN=flt_pat_… node register.mjs
const query = \`mutation ($input: RegisterThingsInput!) {
  registerThings(input: $input) { results { created claimAt errors { message } } }
}\`;
const things = [
  { url: 'https://example.org/my-article', title: 'My article', kind: 'ARTICLE', language: 'en' },
];
const answer = await fetch('${origin}/graphql', {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.FLATTR_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify({ query, variables: { input: { things } } }),
});
console.log(JSON.stringify(await answer.json(), null, 2));`;
  return html`<section class="snippet" aria-labelledby="register-title"><h2 class="rule-title" id="register-title">Register what you publish</h2>
<p class="soft">Registering again changes nothing, so let your site do it at every build. A page is unclaimed, and what it is given waits, until you
<a href="/me/sites">claim its site</a>.</p>
<pre tabindex="0" aria-label="A program that registers a thing"><code>${program}</code></pre></section>`;
};
