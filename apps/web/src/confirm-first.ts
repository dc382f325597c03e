import type { FieldRefusal } from './text/auth-refusal.ts';
import type { WebContext } from './web-env.ts';

/** Leads to where somebody proves once more who they are, if that is why they were refused, and from there back to a page. */
export const confirmFirst = (
  c: WebContext,
  refusal: FieldRefusal | undefined,
  next: string,
): Response | undefined =>
  refusal?.code === 'REAUTHENTICATION_NEEDED'
    ? c.redirect(`/me/confirm?next=${encodeURIComponent(next)}`, 303)
    : undefined;
