import { UserPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { userPath } from '../parts/thing-link.ts';
import { thingRows } from '../parts/thing-row.ts';
import { monthAt, monthText } from '../text/day-text.ts';
import { countText } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

const handleForm = /^[a-z0-9][a-z0-9-]{1,29}$/;

/** A user and what they made, newest first. */
export const showUser = async (c: WebContext): Promise<Response> => {
  const handle = c.req.param('handle') ?? '';
  if (!handleForm.test(handle)) return showNotFound(c);
  const answer = await c.var.flattr.request(UserPageDocument, {
    handle,
    after: c.req.query('after') || null,
  });
  const { user, viewer } = answer;
  if (!user) return showNotFound(c);
  const { nodes, totalCount, pageInfo } = user.things;
  const own = viewer?.user.handle === user.handle;
  return page(
    c,
    { title: `${user.name} · Flattr`, shell: answer },
    html`<header class="profile">
<h1 class="display"><bdi>${user.name}</bdi></h1>
<p class="byline">@${user.handle} · here since ${monthText(monthAt(user.joinedAt))}${
      user.flattrsReceived > 0
        ? html` · received ${countText(user.flattrsReceived, 'flattr')} this month`
        : ''
    }</p>
</header>
<section aria-labelledby="things-title">
<h2 class="rule-title" id="things-title">${totalCount > 0 ? countText(totalCount, 'thing') : 'Nothing to flattr yet'}</h2>
${
  totalCount > 0
    ? html`<p class="hint">With their flattrs of this month.</p>${thingRows(
        nodes.map(({ flattrCount, unpublishedAt, ...thing }) => ({ thing, flattrCount, unpublishedAt })),
        'kind',
      )}`
    : ''
}
${
  totalCount === 0 && own
    ? html`<p class="quiet">What lies in <a href="/me/sites">a site of yours</a> stands here once it is registered, with <a href="/me/tokens">a token</a>, or somebody has flattred it.</p>`
    : ''
}
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="${userPath(user.handle)}?after=${encodeURIComponent(pageInfo.endCursor)}">Older things</a></p>`
    : ''
}
</section>
${own ? html`<p class="hint"><a href="/me/security">Signing in</a> · <a href="/me/leave">Leave Flattr</a></p>` : ''}`,
  );
};
