import type { ThingPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { undoForm } from '../parts/flattr-form.ts';
import type { Html } from '../parts/html.ts';
import { offTheNet } from '../parts/off-the-net.ts';
import { standingPart } from '../parts/standing-form.ts';
import { thingPath, title } from '../parts/thing-link.ts';
import { dayText, monthAt } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';

type Thing = NonNullable<ThingPageQuery['thing']>;

/**
 * Says that its owner has taken a thing off the net, and how it comes back; whoever flattred it, or does each month, can still
 * take that back here.
 */
export const showUnpublished = async (
  c: WebContext,
  thing: Thing,
  answer: ThingPageQuery,
): Promise<Response> =>
  page(
    c,
    { title: 'Not here any more · Flattr', shell: answer, status: 410, unlisted: true },
    html`<section class="empty"><p class="eyebrow">410</p><h1>${title(thing)}</h1>
<p class="lede">${offTheNet}</p>
<p class="soft">What it was given still counts.${thing.unpublishedAt ? ` It was taken off on ${dayText(thing.unpublishedAt)}.` : ''}</p>
${isOwn(thing, answer) ? html`<p class="hint">${thing.creator ? 'It is yours.' : 'You have registered it.'} Register it again, and it is back.</p>` : ''}
${answer.viewer ? given(thing, answer.now) : ''}
<p><a class="button" href="/">See what is flattred now</a></p></section>`,
  );

const isOwn = ({ creator, viewerRegistered }: Thing, { viewer }: ThingPageQuery): boolean =>
  creator ? viewer?.user.handle === creator.handle : viewerRegistered;

/** What the viewer gives it, with the ways to take it back. */
const given = (thing: Thing, now: string): Html => {
  const options = { url: thing.url, next: thingPath(thing) };
  return html`${
    thing.viewerHasFlattred
      ? html`<p class="done">You have flattred this.</p>${undoForm({ ...options, month: monthAt(now) })}`
      : ''
  }${standingPart(thing, now, options)}`;
};
