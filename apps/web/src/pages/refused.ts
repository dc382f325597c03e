import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { WebContext } from '../web-env.ts';

/** Says that whoever owns this does not take part. Nothing of the thing itself is shown. */
export const showRefused = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'Not here any more · Flattr', shell, status: 410, unlisted: true },
    html`<section class="empty"><p class="eyebrow">410</p><h1>Not here any more</h1>
<p class="lede">The owner of this site does not take part in Flattr, so it has no page here and cannot be flattred. What waited for it has gone back to those who gave it.</p>
<p><a class="button" href="/">See what is flattred now</a></p></section>`,
  );
};
