import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { WebContext } from '../web-env.ts';

type Leaving = { readonly url: string | null; readonly to: string };

/** Leads on to the payment provider by a page of ours: a form may not be redirected to another origin under our policy. */
export const showLeaving = async (c: WebContext, { url, to }: Leaving): Promise<Response> => {
  const address = URL.parse(url ?? '');
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:')
    throw new Error(`${to} has no web address`);
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'One moment · Flattr', shell, goTo: address.href },
    html`<section class="empty"><h1>One moment</h1>
<p class="lede">You are on your way to ${to}, at <bdi>${address.host}</bdi>.</p>
<p><a class="button" href="${address.href}">Go on</a></p></section>`,
  );
};
