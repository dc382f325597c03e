import {
  OldThingPageDocument,
  type OldThingPageQuery,
  type ShellFragment,
  ShellOnlyDocument,
} from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { thingRows } from '../parts/thing-row.ts';
import type { WebContext } from '../web-env.ts';
import { lookUpForm } from './look-up-form.ts';

const wordsMax = 8;
const lettersMin = 4;

/**
 * A thing's page of the first Flattr. Its number went with that service: so the page says so, looks for the words of the address, and
 * offers to look the thing up where it is.
 */
export const showOldThing = async (c: WebContext): Promise<Response> => {
  const words = wordsIn(c.req.param('slug') ?? '');
  const [shell, nodes] = await search(c, words);
  return page(
    c,
    { title: 'A page of the first Flattr', shell, unlisted: true },
    html`<section class="ask"><p class="eyebrow">From the first Flattr</p>
<h1>${words.length > 0 ? html`<bdi>${words.join(' ')}</bdi>` : 'A thing of the first Flattr'}</h1>
<p class="lede">This is how the first Flattr named a thing. It is gone, and what its numbers stood for with it: nobody can say any more which page this one was. The thing itself may well be where it was.</p>
${
  nodes.length > 0
    ? html`<h2 class="rule-title">Is it one of these?</h2>${thingRows(nodes.map(({ flattrCount, ...thing }) => ({ thing, flattrCount })))}`
    : ''
}
<h2 class="rule-title">Do you have its address?</h2>
${lookUpForm()}</section>`,
  );
};

/** The things that the longer words are found in; without such words there is nothing to look for. */
const search = async (
  c: WebContext,
  words: readonly string[],
): Promise<[ShellFragment, OldThingPageQuery['searchThings']['nodes']]> => {
  const longer = words.filter((word) => word.length >= lettersMin).slice(0, wordsMax);
  if (longer.length === 0) return [await c.var.flattr.request(ShellOnlyDocument), []];
  const answer = await c.var.flattr.request(OldThingPageDocument, { words: longer.join(' or ') });
  return [answer, answer.searchThings.nodes];
};

/** What an old address spells of a title, whose letters beyond ASCII it had lost. */
const wordsIn = (slug: string): readonly string[] =>
  slug
    .toWellFormed()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
