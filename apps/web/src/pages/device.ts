import { DevicePageDocument, type DevicePageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { answerButtons, appRequest } from '../parts/app-request.ts';
import { field, hidden } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { grantTexts } from '../text/oauth-text.ts';
import type { WebContext } from '../web-env.ts';

type Waiting = NonNullable<NonNullable<DevicePageQuery['viewer']>['deviceRequest']>;

const unknown: FieldRefusal = {
  field: 'user_code',
  message: 'No device waits with this code. Look at it again, or let the device show a new one.',
};

/** The code of a device that wants to act for me: to type it, and then to compare it and to agree. */
export const showDevice = async (c: WebContext, refusal?: FieldRefusal): Promise<Response> => {
  const typed = (c.req.query('user_code') ?? '').slice(0, 40);
  const answer = await c.var.flattr.request(DevicePageDocument, { userCode: typed });
  if (!answer.viewer) return signInFirst(c);
  const waiting = answer.viewer.deviceRequest;
  const trouble = refusal ?? (typed && !waiting ? unknown : undefined);
  return page(
    c,
    { title: 'Connect a device · Flattr', shell: answer, status: trouble ? 422 : 200, unlisted: true },
    waiting?.app && !refusal ? confirm(waiting, answer.viewer.user.handle) : type(typed, trouble),
  );
};

const type = (
  typed: string,
  refusal?: FieldRefusal,
): Html => html`<section class="narrow"><h1>Connect a device</h1>
<form class="form" method="get" action="/device">
${field({ name: 'user_code', label: 'The code that it shows', value: typed, maxlength: 40, hint: 'Such as WDJB-MJHT.' }, refusal)}
<button class="button" type="submit">Go on</button>
</form></section>`;

const confirm = ({ app, userCode, scopes, isOffline }: Waiting, handle: string): Html =>
  app
    ? html`<section class="asks">${appRequest(app, handle, grantTexts(scopes, isOffline))}
<p id="code-title">Your device shows this code:</p>
<code class="user-code" aria-labelledby="code-title">${userCode}</code>
<p class="notice">Only allow it if you began this yourself, on a device that is yours, and it shows the same code. Whoever sent you this code would act as you.</p>
<form method="post" action="/device">
${hidden('user_code', userCode)}
${answerButtons()}
</form></section>`
    : html``;
