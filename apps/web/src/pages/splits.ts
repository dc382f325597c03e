import { SplitsPageDocument, type SplitsPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { proposal, whatAcceptingMeans } from '../parts/proposal.ts';
import { thingLink, userLink } from '../parts/thing-link.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { dayText } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';

type Asked = NonNullable<SplitsPageQuery['viewer']>['asked'];

/** What I was asked to share in, to accept or decline. */
export const showSplits = async (c: WebContext, refusal?: FieldRefusal): Promise<Response> => {
  const answer = await c.var.flattr.request(SplitsPageDocument, { after: c.req.query('after') || null });
  if (!answer.viewer) return signInFirst(c, '/me/splits');
  const { asked, user } = answer.viewer;
  return page(
    c,
    { title: 'Splits · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>Splits</h1>
<p class="lede">Creators who want to share with you what a thing of theirs is given.</p></header>
${refusal ? html`<p class="refusal refusal-form" role="alert">${refusal.message}</p>` : ''}
${
  asked.nodes.length > 0
    ? html`${asked.nodes.map((one) => invitation(one, user.handle))}${whatAcceptingMeans()}`
    : html`<p class="quiet">Nothing waits for your answer. A split that somebody proposes to you appears here.</p>`
}
${asked.pageInfo.hasNextPage ? html`<p class="more"><a class="button button-quiet" href="/me/splits?after=${encodeURIComponent(asked.pageInfo.endCursor ?? '')}">Earlier ones</a></p>` : ''}`,
  );
};

const invitation = (one: Asked['nodes'][number], handle: string): Html => html`<article class="proposal">
<h2>${thingLink(one.thing)}</h2>
<p class="soft">proposed by ${userLink(one.proposer)}, ${dayText(one.proposedAt)}</p>
${proposal(one, handle)}
</article>`;
