import { FlattrPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import type { Opener } from '../opener.ts';
import { page } from '../page.ts';
import { flattrForm, undoForm } from '../parts/flattr-form.ts';
import { flattredWords } from '../parts/flattred-words.ts';
import { standingPart } from '../parts/standing-form.ts';
import { thingHead } from '../parts/thing-head.ts';
import { popupHref } from '../script/popup.ts';
import { monthAt } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

type Outcome = {
  readonly url: string;
  readonly opener: Opener;
  readonly state: 'flattred' | 'undone';
  /** A refusal that leaves things as they were wished, such as a second flattr. */
  readonly sentence?: string | undefined;
};

/**
 * Says what was done, and tells it the page that opened the popup. It only ever answers a form of ours: a GET that did the
 * same would tell any page whether somebody had flattred it.
 */
export const showFlattred = async (
  c: WebContext,
  { url, opener, state, sentence }: Outcome,
): Promise<Response> => {
  const answer = await c.var.flattr.request(FlattrPageDocument, { url });
  const { thing } = answer;
  if (!thing) return showNotFound(c);
  const options = { url: thing.url, opener };
  const flattred = state === 'flattred';
  const { words, warns } = flattredWords(answer);
  return page(
    c,
    { title: flattred ? 'Flattred' : 'Taken back', shell: answer, frame: 'window' },
    html`<section class="ask" aria-live="polite">
${thingHead(thing)}
<p class="done">${flattred ? 'Flattred.' : 'Taken back.'}</p>
${sentence ? html`<p class="soft">${sentence}</p>` : ''}
${flattred ? html`<p class="soft">${words}</p>` : ''}
${flattred ? undoForm({ ...options, month: monthAt(answer.now) }) : flattrForm(options)}
${standingPart(thing, answer.now, options)}
<button class="button button-quiet" id="close" type="button" hidden>Close</button>
</section>
<script src="${popupHref}" defer data-origin="${opener.origin}" data-nonce="${opener.nonce}" data-state="${state}" ${
      flattred && !warns ? '' : html`data-stay="1"`
    }></script>`,
  );
};
