import { AnswerOAuthRequestDocument } from '@flattr/sdk';
import { showLeaving } from '../pages/leaving.ts';
import { showRequestRefused } from '../pages/request-refused.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Tells an app whether it may act for me, and leads back to it. Whatever is not the allowing button allows nothing. */
export const answerRequest = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const input = { request: form.text('request'), allow: form.text('answer') === 'allow' };
  const { errors, redirectTo } = (await c.var.flattr.request(AnswerOAuthRequestDocument, { input }))
    .answerOAuthRequest;
  const refusal = firstRefusal(errors);
  if (refusal) return showRequestRefused(c, refusal.message);
  return showLeaving(c, { url: redirectTo, to: 'the app' });
};
