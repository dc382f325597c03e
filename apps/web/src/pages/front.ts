import { FrontPageDocument, type FrontPageQuery, KindPageDocument, type ThingKind } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { hero } from '../parts/hero.ts';
import type { Html } from '../parts/html.ts';
import { kindTabs } from '../parts/kind-tabs.ts';
import { searchForm } from '../parts/search-form.ts';
import { byline, thingLink } from '../parts/thing-link.ts';
import { type Counted, tally, thingRows } from '../parts/thing-row.ts';
import { monthAt, monthBefore, monthName } from '../text/day-text.ts';
import { kindOfPath, kinds, kindText } from '../text/kind-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

/** The front page: what Flattr is, and what is flattred most this month, of all kinds or of the one in `?kind=`. */
export const showFront = async (c: WebContext): Promise<Response> => {
  const asked = c.req.query('kind');
  if (asked === undefined) return showAll(c);
  const kind = kindOfPath(asked);
  return kind ? showKind(c, kind) : showNotFound(c);
};

const showAll = async (c: WebContext): Promise<Response> => {
  const now = await c.var.flattr.request(FrontPageDocument, {});
  const month = monthAt(now.now);
  const before =
    now.all.length === 0 ? await c.var.flattr.request(FrontPageDocument, { month: monthBefore(month) }) : now;
  const shown = before.all.length > 0 ? before : now;
  return page(
    c,
    {
      title: 'Flattr: a monthly budget for what you like',
      description:
        'Set a monthly budget, press flattr on what you like, and at the end of the month it is shared.',
      shell: now,
    },
    html`${now.viewer ? '' : hero(now.currencies)}
<section class="front" aria-labelledby="front-title">
${heading(shown === now ? month : monthBefore(month), shown === now)}
${tabs()}
${edition(shown)}
</section>`,
  );
};

const showKind = async (c: WebContext, kind: ThingKind): Promise<Response> => {
  const now = await c.var.flattr.request(KindPageDocument, { kind });
  const { many } = kindText(kind);
  return page(
    c,
    { title: `${many} · Flattr`, shell: now },
    html`<section class="front" aria-labelledby="front-title">
${heading(monthAt(now.now), true)}
${tabs(kind)}
<h2 class="sr">${many}</h2>
${now.mostFlattred.length > 0 ? thingRows(now.mostFlattred) : html`<p class="quiet">Nothing of this kind has been flattred yet this month.</p>`}
</section>`,
  );
};

const heading = (month: string, current: boolean): Html =>
  html`<header class="front-head"><h2 id="front-title">${current ? 'Most flattred this month' : `Most flattred in ${monthName(month)}`}</h2>
${current ? '' : html`<p class="soft">This month has only begun and nobody has flattred yet. This is how the last one ended.</p>`}${searchForm()}</header>`;

const tabs = (current?: ThingKind): Html => kindTabs(current, (path) => (path ? `/?kind=${path}` : '/'));

const edition = (front: FrontPageQuery): Html => {
  const [first] = front.all;
  if (!first)
    return html`<p class="quiet">Nothing has been flattred here yet. The first flattr could be yours.</p>`;
  const byKind: Record<ThingKind, readonly Counted[]> = {
    ARTICLE: front.article,
    AUDIO: front.audio,
    VIDEO: front.video,
    IMAGE: front.image,
    SOFTWARE: front.software,
    PERSON: front.person,
    OTHER: front.other,
  };
  const sections = kinds.map((kind) =>
    section(kind, byKind[kind].filter(({ thing }) => thing.id !== first.thing.id).slice(0, 3)),
  );
  return html`${lead(first)}<div class="sections">${sections}</div>`;
};

const lead = ({ thing, flattrCount }: Counted): Html => html`<article class="lead">
${tally(flattrCount)}
<div><p class="eyebrow">${kindText(thing.kind).one}</p>
<h3 class="lead-title">${thingLink(thing)}</h3>
<p class="soft">${byline(thing.creator)}</p></div>
</article>`;

const section = (kind: ThingKind, rows: readonly Counted[]): Html => {
  if (rows.length === 0) return html``;
  const { many, path } = kindText(kind);
  return html`<section class="section" aria-labelledby="kind-${path}">
<h3 class="section-title" id="kind-${path}"><a href="/?kind=${path}">${many}</a></h3>
${thingRows(rows)}
</section>`;
};
