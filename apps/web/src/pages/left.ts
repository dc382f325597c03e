import { html } from 'hono/html';
import { page } from '../page.ts';
import type { WebContext } from '../web-env.ts';

/** That I have left, what comes now, and the receipt, which is shown this once. */
export const showLeft = (c: WebContext, receipt: string): Response | Promise<Response> =>
  page(
    c,
    { title: 'You have left · Flattr', unlisted: true },
    html`<header class="page-head"><h1>You have left Flattr</h1>
<p class="lede">You are signed out, and your name is gone from here.</p></header>
<section class="notice notice-good" aria-labelledby="receipt-title" role="status">
<h2 id="receipt-title">Your receipt</h2>
<p>Copy it now. It is shown this once: we keep only its fingerprint. A mail brings you another that is as good.</p>
<pre class="secret" tabindex="0" aria-label="The receipt"><code>${receipt}</code></pre>
<p>If money of yours comes back later and cannot be sent to you, it is kept for three years, and whoever runs this site gives it to you for this receipt. After that it goes to a charity.</p></section>
<section aria-labelledby="next-title"><h2 class="rule-title" id="next-title">What comes now</h2>
<ul>
<li>What was in your wallet is on its way to your cards. A bank takes up to ten days to show it.</li>
<li>What you have earned goes to your bank when it is free.</li>
<li>Two mails come: one now, that says the same, and one when all is done. Then we do not know your address any more.</li>
</ul>
<p><a class="button button-quiet" href="/">See what is flattred now</a></p></section>`,
  );
