import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { minuteText } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

/** The mails that the embedded default keeps instead of sending them; without such a mailbox there is no such page. */
export const showMailbox = async (c: WebContext): Promise<Response> => {
  const { mailbox } = c.var;
  if (!mailbox) return showNotFound(c);
  const [shell, mails] = await Promise.all([c.var.flattr.request(ShellOnlyDocument), mailbox.list()]);
  return page(
    c,
    { title: 'Mailbox · Flattr', shell },
    html`<h1>Mailbox</h1>
<p class="lede">Nothing leaves this machine: what would be sent stands here, newest first.</p>
${
  mails.length === 0
    ? html`<p class="quiet">No mail yet.</p>`
    : html`<ol class="mails" role="list">${mails.map(
        (mail) => html`<li class="mail"><h2><bdi>${mail.subject}</bdi></h2>
<p class="hint">to <bdi>${mail.to}</bdi>, <time datetime="${mail.at}">${minuteText(mail.at)}</time></p>
<pre>${mail.text}</pre></li>`,
      )}</ol>`
}`,
  );
};
