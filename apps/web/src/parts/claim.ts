import type { ClaimPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { findingText, stateTexts, wayTexts, whatNext } from '../text/claim-text.ts';
import { minuteText } from '../text/day-text.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';
import { refuseForm } from './refuse-form.ts';

/** A claim: how it stands, what to do next, and for each way what to put where and what was found there. */
export const claim = (
  one: ClaimPartsFragment,
): Html => html`<article class="proposal claim" id="claim-${one.id}" aria-labelledby="site-${one.id}">
<h2 id="site-${one.id}" class="claim-site">${one.site}</h2>
${notice(one)}
<p class="claim-state claim-${one.state.toLowerCase()}">${stateTexts[one.state]}</p>
<p>${whatNext(one)}</p>
${one.checkedAt ? html`<p class="hint">We last looked on ${minuteText(one.checkedAt)}.</p>` : ''}
<div class="proposal-acts">
<form method="post" action="/me/sites/check">${hidden('claim', one.id)}<button class="button" type="submit">Look now</button></form>
<form method="post" action="/me/sites/withdraw">${hidden('claim', one.id)}<button class="plain" type="submit" aria-label="Withdraw the claim to ${one.site}">Withdraw</button></form>
</div>
${refuseForm(one)}
<details ${one.state === 'OPEN' || one.state === 'SUSPENDED' ? html`open` : ''}><summary>The proofs, of which one is enough</summary>
<ol class="claim-ways" role="list">${one.instructions.map((instruction) => way(one, instruction))}</ol></details>
</article>`;

const way = (
  { findings }: ClaimPartsFragment,
  { way: name, place, text }: ClaimPartsFragment['instructions'][number],
): Html => {
  const found = findings.find((finding) => finding.way === name);
  const { title, where } = wayTexts[name];
  return html`<li><h3>${title}</h3>
<p>${where} <code class="claim-place">${place}</code></p>
<pre tabindex="0" aria-label="${title}: the text to copy"><code>${text}</code></pre>
${found ? html`<p class="claim-found ${found.outcome === 'FOUND' ? html`claim-good` : ''}">${found.place === place ? '' : html`<code class="claim-place">${found.place}</code>: `}${findingText(found)}</p>` : ''}</li>`;
};

/** A name that can be taken for another is said to be so, beside its letters. */
const notice = ({ hostNotice }: ClaimPartsFragment): Html | '' => {
  if (!hostNotice) return '';
  const { unicode, looksLike, mixedScripts } = hostNotice;
  return html`<p class="notice">This name reads <bdi>${unicode}</bdi>.${
    looksLike ? html` It looks like <bdi>${looksLike}</bdi>, which is another site.` : ''
  }${mixedScripts ? ' It mixes letters of several scripts.' : ''}</p>`;
};
