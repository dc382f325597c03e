import { ConsentPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { answerButtons, appRequest } from '../parts/app-request.ts';
import { hidden } from '../parts/field.ts';
import { signInFirst } from '../sign-in-first.ts';
import { isUnvouched, mayTexts } from '../text/oauth-text.ts';
import type { WebContext } from '../web-env.ts';
import { showRequestRefused } from './request-refused.ts';

/** Asks whether an app may act for me: who it is, what it would be allowed, and where I go on to. */
export const showConsent = async (c: WebContext): Promise<Response> => {
  const { search, searchParams } = new URL(c.req.url);
  const clientId = searchParams.get('client_id') ?? '';
  const answer = await c.var.flattr.request(ConsentPageDocument, { clientId });
  if (!answer.viewer) return signInFirst(c);
  const may = mayTexts(searchParams.get('scope') ?? '');
  const backTo = URL.parse(searchParams.get('redirect_uri') ?? '');
  if (!answer.oauthApp || !may || !backTo) return showRequestRefused(c);
  return page(
    c,
    {
      title: `Connect ${isUnvouched(answer.oauthApp) ? backTo.host : answer.oauthApp.name} · Flattr`,
      shell: answer,
      unlisted: true,
    },
    html`<section class="asks">${appRequest(answer.oauthApp, answer.viewer.user.handle, may, backTo)}
<form method="post" action="/oauth/consent">
${hidden('request', search)}
${answerButtons()}
</form>
<p class="soft">Either way you go on to <bdi>${backTo.host}</bdi>.</p></section>`,
  );
};
