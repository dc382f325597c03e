import { ThingPageDocument, type ThingPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { flattrForm, undoForm } from '../parts/flattr-form.ts';
import type { Html } from '../parts/html.ts';
import { buttonSnippet } from '../parts/snippet.ts';
import { outsideLink, thingPath, title, userLink } from '../parts/thing-link.ts';
import { tally } from '../parts/thing-row.ts';
import { dayText, monthAt } from '../text/day-text.ts';
import { kindText } from '../text/kind-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

type Thing = NonNullable<ThingPageQuery['thing']>;

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A thing, its count of this month, and the flattr; for its creator, the button to put beside it. */
export const showThing = async (c: WebContext): Promise<Response> => {
  const uuid = (c.req.param('uuid') ?? '').toLowerCase();
  if (!uuidForm.test(uuid)) return showNotFound(c);
  const answer = await c.var.flattr.request(ThingPageDocument, { uuid });
  const { thing, viewer } = answer;
  if (!thing) return showNotFound(c);
  const path = thingPath(thing);
  if (c.req.param('slug') !== thing.slug) return c.redirect(path, 302);
  const own = viewer?.user.handle === thing.creator.handle;
  return page(
    c,
    { title: `${thing.title} · Flattr`, shell: answer },
    html`<article class="page-thing">
<header>
<p class="eyebrow">${kindText(thing.kind).one}</p>
<h1 class="display">${title(thing)}</h1>
<p class="byline">by ${userLink(thing.creator)}</p>
</header>
<div class="panel">
${tally(thing.flattrCount, 'this month')}
<div class="panel-act">${act(thing, answer, path)}</div>
</div>
<p class="where">${outsideLink(thing.url)}</p>
${thing.tags.length > 0 ? html`<ul class="tags" role="list" aria-label="Tags">${thing.tags.map((tag) => html`<li><bdi>${tag}</bdi></li>`)}</ul>` : ''}
<p class="hint">Here since ${dayText(thing.createdAt)}.</p>
${own ? buttonSnippet(c.var.origin, thing.url) : ''}
</article>`,
  );
};

const act = (thing: Thing, { viewer, now }: ThingPageQuery, path: string): Html => {
  if (!viewer) {
    return html`<a class="button button-flattr" href="/flattr?url=${encodeURIComponent(thing.url)}">Flattr this</a>`;
  }
  if (thing.viewerHasFlattred) {
    return html`<p class="done">You have flattred this.</p>${undoForm({ url: thing.url, next: path, month: monthAt(now) })}`;
  }
  const { refusal } = thing.viewerCanFlattr;
  return refusal ? html`<p class="soft">${refusal.message}</p>` : flattrForm({ url: thing.url, next: path });
};
