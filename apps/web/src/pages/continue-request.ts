import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { WebContext } from '../web-env.ts';

/** Goes on with an app's request after signing in, by a page of ours: a form may not be redirected to another origin. */
export const continueRequest = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  const goTo = `/auth/oauth2/authorize${new URL(c.req.url).search}`;
  return page(
    c,
    { title: 'One moment · Flattr', shell, goTo, unlisted: true },
    html`<section class="empty"><h1>One moment</h1>
<p class="lede">You go on with what the app asked.</p>
<p><a class="button" href="${goTo}">Go on</a></p></section>`,
  );
};
