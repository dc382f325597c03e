import { autoSubmitValues, confirmationPath, readAutoSubmitQuery } from '@flattr/sdk/legacy';
import type { WebContext } from '../web-env.ts';
import { rawQuery } from './raw-query.ts';

/**
 * The first Flattr's link to flattr something: leads to the page that asks, with what the link says of the thing as hints. It
 * changes nothing, and whom it names as the creator is not believed.
 */
export const submitAuto = (c: WebContext): Response => {
  const query = rawQuery(c.req.url);
  const thing = readAutoSubmitQuery(query);
  // In full: the link may have come by an old host's name, where nobody is signed in.
  if (thing) return c.redirect(`${c.var.origin}${confirmationPath(thing)}`, 302);
  const { url } = autoSubmitValues(query);
  // What is no web address is shown there as it was written, with a sentence that says so.
  return c.redirect(`${c.var.origin}/flattr${url ? `?${new URLSearchParams({ url })}` : ''}`, 302);
};
