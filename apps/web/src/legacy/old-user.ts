import { OldUserPageDocument, ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { userLink } from '../parts/thing-link.ts';
import type { WebContext } from '../web-env.ts';
import { lookUpForm } from './look-up-form.ts';

const handleForm = /^[a-z0-9][a-z0-9-]{1,29}$/;

/**
 * A user's page of the first Flattr. Whoever has that name here need not be the same person, so nobody is led there unasked: the page
 * names them, says so, and offers to look up what the person made.
 */
export const showOldUser = async (
  c: WebContext,
  name: string,
  asked: 'profile' | 'donation',
): Promise<Response> => {
  const handle = name.toLowerCase().replace(/[._]/g, '-');
  const answer = handleForm.test(handle)
    ? await c.var.flattr.request(OldUserPageDocument, { handle })
    : { ...(await c.var.flattr.request(ShellOnlyDocument)), user: null };
  return page(
    c,
    { title: 'A user of the first Flattr', shell: answer, unlisted: true },
    html`<section class="ask"><p class="eyebrow">From the first Flattr</p>
<h1><bdi>${name.toWellFormed()}</bdi></h1>
<p class="lede">${words[asked]}</p>
${answer.user ? namesake(userLink(answer.user), handle) : html`<p>Nobody here has that name. If it was yours, <a href="/join">join</a> and claim your site: what it is given, and was given before you came, is yours.</p>`}
<h2 class="rule-title">Do you have the address of something they made?</h2>
${lookUpForm()}</section>`,
  );
};

const words = {
  profile: 'This was somebody’s page on the first Flattr, which is gone.',
  donation:
    'Here somebody of the first Flattr, which is gone, was given money at once. Now you flattr what they make, once or each month, and your budget is shared among all that you flattr.',
} as const;

const namesake = (user: Html, handle: string): Html =>
  html`<p>Somebody here has the handle <bdi>@${handle}</bdi>: ${user}. Names began anew, so look whether it is the person you mean.</p>`;
