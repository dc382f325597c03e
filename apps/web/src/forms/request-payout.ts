import { RequestPayoutDocument } from '@flattr/sdk';
import { showEarnings } from '../pages/earnings.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Pays out now what is free in a currency, and leads back to the earnings, where it is listed. */
export const requestPayout = async (c: WebContext): Promise<Response> => {
  const input = { currency: (await readForm(c)).text('currency') };
  const { errors } = (await c.var.flattr.request(RequestPayoutDocument, { input })).requestPayout;
  const refusal = firstRefusal(errors);
  if (refusal) return showEarnings(c, { refusal: { ...refusal, field: 'currency' } });
  return c.redirect('/me/earnings', 303);
};
