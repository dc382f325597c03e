import { ThingPageDocument, type ThingPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { flattrForm, undoForm } from '../parts/flattr-form.ts';
import type { Html } from '../parts/html.ts';
import { proposal, whatAcceptingMeans } from '../parts/proposal.ts';
import { buttonSnippet } from '../parts/snippet.ts';
import { askedFor, splitForm, type TypedSplit, typedOf } from '../parts/split-form.ts';
import { splitLine } from '../parts/split-line.ts';
import { standingPart } from '../parts/standing-form.ts';
import { byline, outsideLink, sitesPath, thingPath, title } from '../parts/thing-link.ts';
import { tally } from '../parts/thing-row.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { dayText, monthAt } from '../text/day-text.ts';
import { kindText } from '../text/kind-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';
import { showRefused } from './refused.ts';
import { showUnpublished } from './unpublished.ts';

type Thing = NonNullable<ThingPageQuery['thing']>;

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Refused = { readonly uuid?: string; readonly typed?: TypedSplit; readonly refusal?: FieldRefusal };

/** A thing, its count of this month, and the flattr; for its creator, how it is shared and the button to put beside it. */
export const showThing = async (c: WebContext, form?: Refused): Promise<Response> => {
  const uuid = (form?.uuid ?? c.req.param('uuid') ?? '').toLowerCase();
  if (!uuidForm.test(uuid)) return showNotFound(c);
  const answer = await c.var.flattr.request(ThingPageDocument, { uuid });
  const { thing } = answer;
  if (!thing) return showNotFound(c);
  if (thing.flattrsRefused) return showRefused(c);
  if (thing.unpublishedAt) return showUnpublished(c, thing, answer);
  const path = thingPath(thing);
  if (!form && c.req.param('slug') !== thing.slug) return c.redirect(path + new URL(c.req.url).search, 302);
  return page(
    c,
    {
      title: `${thing.title} · Flattr`,
      shell: answer,
      status: form?.refusal ? 422 : 200,
      unlisted: !thing.creator,
    },
    html`<article class="page-thing">
<header>
<p class="eyebrow">${kindText(thing.kind).one}</p>
<h1 class="display">${title(thing)}</h1>
<p class="byline">${byline(thing.creator)}</p>
</header>
<div class="panel">
${tally(thing.flattrCount, 'this month')}
<div class="panel-act">${act(thing, answer, path)}</div>
</div>
${thing.creator || thing.split.length > 0 ? splitLine(thing) : unclaimed(thing)}
${answer.viewer ? standingPart(thing, answer.now, { url: thing.url, next: path }) : ''}
<p class="where">${outsideLink(thing.url)}</p>
${thing.tags.length > 0 ? html`<ul class="tags" role="list" aria-label="Tags">${thing.tags.map((tag) => html`<li><bdi>${tag}</bdi></li>`)}</ul>` : ''}
<p class="hint">Here since ${dayText(thing.createdAt)}.</p>
${proposed(thing, answer)}
${own(c, thing, answer, form)}
</article>`,
  );
};

/** What a thing without a creator is given, and for whoever registered it what to do. */
const unclaimed = ({ url, viewerRegistered }: Thing): Html => {
  const claimIt = html`<a href="${sitesPath(`${new URL(url).origin}/`)}">claim its site</a>`;
  return viewerRegistered
    ? html`<p class="notice">You have registered this page. It is unclaimed until you ${claimIt}: what it is given waits till then, and after a year goes back to those who gave it.</p>`
    : html`<p class="shared">Nobody has claimed this yet. What it is given waits for its creator, and after a year goes back to those who gave it. If you made it, ${claimIt}.</p>`;
};

/** What is proposed for it, for those whom that concerns. */
const proposed = ({ splitProposal }: Thing, { viewer }: ThingPageQuery): Html => {
  if (!splitProposal || !viewer) return html``;
  if (splitProposal.state === 'DECLINED') {
    return html`<p class="notice" role="status">Your last proposal was declined by one of those it named. What was in force stays.</p>`;
  }
  const { handle } = viewer.user;
  const asked = splitProposal.proposer.handle !== handle;
  return html`<section id="proposal" aria-labelledby="proposal-title"><h2 class="rule-title" id="proposal-title">Proposed, not in force yet</h2>
${proposal(splitProposal, handle)}
${asked ? whatAcceptingMeans() : ''}</section>`;
};

const own = (c: WebContext, thing: Thing, { viewer }: ThingPageQuery, form?: Refused): Html => {
  if (!viewer || viewer.user.handle !== thing.creator?.handle) return html``;
  const replaces = thing.splitProposal?.state === 'OPEN';
  return html`${splitForm(thing.uuid, form?.typed ?? askedFor(c.req.query('parts')) ?? typedOf(thing.split), replaces, form?.refusal)}
${buttonSnippet(c.var.origin, thing.url)}`;
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
