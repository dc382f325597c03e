import { SitesPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { claim } from '../parts/claim.ts';
import { field, formRefusal } from '../parts/field.ts';
import { sitesPath } from '../parts/thing-link.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

type Outcome = { readonly refusal?: FieldRefusal; readonly typed?: string };

const siteMax = 2048;

/** My sites: to claim one, which a link may have filled in, to prove it, and how each claim stands. */
export const showSites = async (c: WebContext, { refusal, typed }: Outcome = {}): Promise<Response> => {
  const answer = await c.var.flattr.request(SitesPageDocument, { after: c.req.query('after') || null });
  const asked = (c.req.query('site') ?? '').slice(0, siteMax);
  if (!answer.viewer) return signInFirst(c, sitesPath(asked));
  const { nodes, pageInfo } = answer.viewer.claims;
  return page(
    c,
    { title: 'My sites · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>My sites</h1>
<p class="lede">Prove that a site is yours, and what is registered under it is yours, whoever registers it.</p></header>
<form class="form" method="post" action="/me/sites">
${formRefusal(refusal, ['site'])}
${field(
  {
    name: 'site',
    label: 'Your site',
    inputmode: 'url',
    value: typed ?? asked,
    maxlength: siteMax,
    hint: 'A whole site such as https://ann.example/, or your folder of one such as https://example.com/~ann/.',
  },
  refusal,
)}
<button class="button" type="submit">Claim this site</button>
</form>
${
  nodes.length > 0
    ? html`<section aria-labelledby="claims-title"><h2 class="rule-title" id="claims-title">Your claims</h2>${nodes.map(claim)}</section>`
    : html`<p class="quiet">You have claimed no site yet. You get several proofs to choose from; one of them on your site is enough.</p>`
}
${pageInfo.hasNextPage ? html`<p class="more"><a class="button button-quiet" href="/me/sites?after=${encodeURIComponent(pageInfo.endCursor ?? '')}">Earlier ones</a></p>` : ''}`,
  );
};
