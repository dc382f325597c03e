import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { requestRefusedText } from '../text/oauth-text.ts';
import type { WebContext } from '../web-env.ts';

/** Says that an app asked in a way that nobody can answer, and that nothing was allowed. */
export const showRequestRefused = async (
  c: WebContext,
  words = requestRefusedText(c.req.query('error')),
): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'An app asked wrongly · Flattr', shell, status: 400, unlisted: true },
    html`<section class="empty"><h1>We cannot connect this app</h1>
<p class="lede">${words} Nothing was allowed.</p>
<p>Go back to the app and begin again. If it goes on like this, tell whoever made it.</p>
<p><a class="button" href="/">To the front page</a></p></section>`,
  );
};
