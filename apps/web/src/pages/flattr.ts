import { FlattrError, FlattrPageDocument, type FlattrPageQuery, ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { flattrPath, type Opener, openerOf } from '../opener.ts';
import { page } from '../page.ts';
import { hintsOf, type PageHints } from '../page-hints.ts';
import { flattrForm, undoForm } from '../parts/flattr-form.ts';
import { flattredWords } from '../parts/flattred-words.ts';
import type { Html } from '../parts/html.ts';
import { offTheNet } from '../parts/off-the-net.ts';
import { signInForm } from '../parts/sign-in-form.ts';
import { standingPart } from '../parts/standing-form.ts';
import { thingHead } from '../parts/thing-head.ts';
import { outsideLink } from '../parts/thing-link.ts';
import { popupHref } from '../script/popup.ts';
import { monthAt } from '../text/day-text.ts';
import { countText } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';

export type Asked = {
  readonly url: string;
  readonly opener: Opener | undefined;
  /** What the page says of itself. */
  readonly hints?: PageHints;
  /** Where a form that was refused stood, if not here. */
  readonly next?: string;
  /** Whether its form was sent just now. */
  readonly done?: boolean;
};

/** Shows what is about to be flattred and asks; opening it changes nothing, however it was opened. */
export const showFlattr = async (c: WebContext): Promise<Response> => {
  const url = c.req.query('url')?.trim() ?? '';
  const hints = hintsOf((name) => c.req.query(name));
  const asked = { url, opener: openerOf(c.req.query('origin'), c.req.query('nonce')), hints };
  return url ? showAsked(c, { ...asked, done: c.req.query('done') === 'flattred' }) : showWhich(c);
};

/** The same page, also after a refusal: then with its sentence. */
export const showAsked = async (c: WebContext, asked: Asked, refusal?: string): Promise<Response> => {
  if (!isWebAddress(asked.url)) return showUnknown(c, asked.url, notWebAddress);
  const answer = await findThing(c, asked.url);
  if ('sentence' in answer) return showUnknown(c, asked.url, answer.sentence);
  if (!answer.thing) return showUnclaimed(c, asked, answer, refusal);
  return page(
    c,
    {
      title: 'Flattr this?',
      shell: answer,
      frame: 'window',
      status: refusal ? 422 : 200,
      unlisted: Boolean(answer.thing.unpublishedAt),
    },
    html`<section class="ask">
${thingHead(answer.thing)}
<p class="soft">${countText(answer.thing.flattrCount, 'flattr')} this month</p>
${refusal ? html`<p class="refusal refusal-form" role="alert">${refusal}</p>` : ''}
${act(answer, asked)}
${asked.next ? html`<p><a href="${asked.next}">Back</a></p>` : ''}
${asked.opener ? html`<p class="hint">Asked for by a page of <bdi>${new URL(asked.opener.origin).host}</bdi>, which learns what you press here and not who you are.</p>` : ''}
</section>`,
  );
};

const notWebAddress = 'This is not a web address. Write it in full, such as https://example.org/article.';

const isWebAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '');

/** The thing at an address, or the sentence that says why this address can have none. */
const findThing = async (
  c: WebContext,
  url: string,
): Promise<FlattrPageQuery | { readonly sentence: string }> => {
  try {
    return await c.var.flattr.request(FlattrPageDocument, { url });
  } catch (error) {
    if (error instanceof FlattrError && error.code === 'BAD_USER_INPUT') return { sentence: error.message };
    throw error;
  }
};

const act = (answer: FlattrPageQuery, { opener, done }: Asked): Html => {
  const { thing, viewer, now } = answer;
  if (!thing) return html``;
  if (!viewer && thing.flattrsRefused)
    return html`<p class="soft">The owner of this site does not take part in Flattr: nothing there can be flattred.</p>`;
  if (!viewer && thing.unpublishedAt) return html`<p class="soft">${offTheNet}</p>`;
  const options = { url: thing.url, opener };
  if (!viewer) {
    return html`<h2 class="ask-sign-in">Sign in to flattr this</h2>${signInForm(flattrPath(thing.url, opener))}`;
  }
  const standing = standingPart(thing, now, options);
  const who = html`<p class="hint">As <bdi>@${viewer.user.handle}</bdi>.</p>`;
  if (thing.viewerHasFlattred) {
    const undo = html`${undoForm({ ...options, month: monthAt(now) })}${standing}`;
    if (done) return html`${flattredJustNow(answer)}${undo}${who}`;
    const off = thing.unpublishedAt ? html`<p class="soft">${offTheNet}</p>` : '';
    return html`<p class="done">You have flattred this already this month.</p>${off}${undo}${opener ? closeButton() : ''}${who}`;
  }
  const { refusal } = thing.viewerCanFlattr;
  if (refusal)
    return html`<p class="lede">${refusal.message}</p>${opener ? closeButton(refusal.code === 'OWN_THING' ? opener : undefined) : ''}${who}`;
  return html`<div class="confirm">${flattrForm(options)}</div>${standing}${who}`;
};

/** What the popup says when its script may run, here with the ways on. */
const flattredJustNow = (answer: FlattrPageQuery): Html => html`<p class="done">Flattred.</p>
<p class="soft">${flattredWords(answer).words}</p>
<p class="ways"><a href="/me/month">My month</a> ${outsideLink(answer.thing?.url ?? '', 'Back to the page')}</p>`;

/**
 * Shuts the popup. The page that opened it is told nothing, but to an owner's own press that the thing is theirs: said by itself
 * it would tell any page who visits it.
 */
const closeButton = (
  owned?: Opener,
): Html => html`<button class="button button-quiet" id="close" type="button" hidden>Close</button>
<script src="${popupHref}" defer ${owned ? html`data-origin="${owned.origin}" data-nonce="${owned.nonce}" data-closing="own" ` : ''}data-stay="1"></script>`;

/** What nobody has registered can be flattred too, and waits for whoever made it. */
const showUnclaimed = async (
  c: WebContext,
  { url, opener, next, hints = {} }: Asked,
  answer: FlattrPageQuery,
  refusal?: string,
): Promise<Response> => {
  const { viewer } = answer;
  return page(
    c,
    { title: 'Flattr this?', shell: answer, frame: 'window', status: refusal ? 422 : 200, unlisted: true },
    html`<section class="ask"><p class="eyebrow">Not claimed yet</p>
<p class="address"><bdi>${url}</bdi></p>
${hints.title ? html`<p>It calls itself “<bdi>${hints.title}</bdi>”.</p>` : ''}
<p class="soft">Nobody has registered this address yet. You can flattr it all the same: what you give waits for its creator, and after a year comes back to you.</p>
${refusal ? html`<p class="refusal refusal-form" role="alert">${refusal}</p>` : ''}
${
  viewer
    ? html`<div class="confirm">${flattrForm({ url, opener, hints })}</div><p class="hint">As <bdi>@${viewer.user.handle}</bdi>.</p>`
    : html`<h2 class="ask-sign-in">Sign in to flattr this</h2>${signInForm(flattrPath(url, opener, hints))}`
}
${next ? html`<p><a href="${next}">Back</a></p>` : ''}</section>`,
  );
};

const showUnknown = async (c: WebContext, url: string, sentence: string): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'Not here yet · Flattr', shell, frame: 'window', status: 422 },
    html`<section class="ask"><p class="eyebrow">Cannot be flattred</p>
<p class="address"><bdi>${url}</bdi></p>
<p class="lede">${sentence}</p>
<p><a href="/">See what is flattred now</a></p></section>`,
  );
};

const showWhich = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'Flattr an address', shell, frame: 'window' },
    html`<section class="ask"><h1>What would you flattr?</h1>
<form class="form" method="get" action="/flattr"><div class="field"><label for="url">Its address</label>
<input id="url" name="url" type="url" required maxlength="2048" placeholder="https://" spellcheck="false" autocapitalize="none"></div>
<button class="button" type="submit">Look it up</button></form></section>`,
  );
};
