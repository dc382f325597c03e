import { AnswerDeviceDocument, ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { showDevice } from '../pages/device.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Tells a device whether it may act for me. Whatever is not the allowing button allows nothing. */
export const answerDevice = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const allow = form.text('answer') === 'allow';
  const input = { userCode: form.text('user_code'), allow };
  const { errors } = (await c.var.flattr.request(AnswerDeviceDocument, { input })).answerDevice;
  const refusal = firstRefusal(errors);
  if (refusal) return showDevice(c, { ...refusal, field: 'user_code' });
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'Connect a device · Flattr', shell, unlisted: true },
    html`<section class="empty"><h1>${allow ? 'Your device is connected' : 'Your device is turned away'}</h1>
<p class="lede">${allow ? 'It goes on by itself within a few seconds. You can close this page.' : 'It is allowed nothing. If it was not you who began this, all is well now.'}</p>
<p><a class="button button-quiet" href="/me/apps">Connected apps</a></p></section>`,
  );
};
