import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { WebContext } from '../web-env.ts';

/** Says that nothing is at this address. */
export const showNotFound = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'Nothing here · Flattr', shell, status: 404 },
    html`<section class="empty"><p class="eyebrow">404</p><h1>Nothing here</h1>
<p class="lede">There is no such page. It may never have been, or its address lost a letter on the way.</p>
<p><a class="button" href="/">See what is flattred now</a></p></section>`,
  );
};
