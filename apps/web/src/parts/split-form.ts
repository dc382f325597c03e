import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { percentText } from '../text/percent-text.ts';
import { below, describe, formRefusal, hidden } from './field.ts';
import type { Html } from './html.ts';

export type TypedPart = { readonly handle: string; readonly percent: string };

export type TypedSplit = { readonly parts: readonly TypedPart[]; readonly rows: number };

/** As many beneficiaries as a split may name. */
export const rowsMax = 20;

const rowsAtFirst = 4;

type InForce = readonly { readonly basisPoints: number; readonly beneficiary: { readonly handle: string } }[];

/** The split that is in force, as its creator would type it. */
export const typedOf = (split: InForce): TypedSplit => ({
  parts: split.map(({ basisPoints, beneficiary }) => ({
    handle: beneficiary.handle,
    percent: percentText(basisPoints),
  })),
  rows: Math.min(Math.max(rowsAtFirst, split.length + 1), rowsMax),
});

/** A split as an address asks for it, `ada:60,ben:40`, to be looked at and pressed; undefined if it asks for none. */
export const askedFor = (text: string | undefined): TypedSplit | undefined => {
  const parts = (text ?? '').split(',').flatMap((part): TypedPart[] => {
    const [, handle, percent] = /^([a-z0-9-]{2,30}):(\d{1,3}(?:\.\d{1,2})?)$/.exec(part) ?? [];
    return handle && percent ? [{ handle, percent }] : [];
  });
  if (parts.length === 0) return undefined;
  return { parts: parts.slice(0, rowsMax), rows: Math.min(Math.max(rowsAtFirst, parts.length + 1), rowsMax) };
};

/** Proposes how a thing is shared: a row per beneficiary, and more rows when asked for. */
export const splitForm = (
  uuid: string,
  { parts, rows }: TypedSplit,
  replaces: boolean,
  refusal?: FieldRefusal,
): Html => {
  const all = Array.from({ length: rows }, (_, at) => parts[at] ?? { handle: '', percent: '' });
  const fields = all.flatMap((_, at) => [`handle-${at}`, `percent-${at}`]);
  return html`<section class="split-form" id="split" aria-labelledby="split-title">
<h2 class="rule-title" id="split-title">Share what it is given</h2>
<p class="hint">With the band, the label, the translator: name each by handle, yourself too if you keep a part, with percents that add
up to exactly 100. It takes effect when everybody named has accepted, for the month that runs by then.${
    replaces ? ' It takes the place of the proposal that is open.' : ''
  }</p>
<form class="form" method="post" action="/me/splits/propose#split">
${formRefusal(refusal, fields)}
${hidden('thing', uuid)}${hidden('rows', `${rows}`)}
<div class="split-rows">
<p class="split-head" aria-hidden="true"><span>Handle</span><span>Percent</span></p>
${all.map((part, at) => row(part, at, refusal))}
</div>
<p class="split-acts"><button class="button" type="submit">Propose this split</button>
${rows < rowsMax ? html`<button class="plain" type="submit" name="more" value="1" formnovalidate>More rows</button>` : ''}</p>
</form></section>`;
};

const row = ({ handle, percent }: TypedPart, at: number, refusal?: FieldRefusal): Html => {
  const input = (name: 'handle' | 'percent', value: string, label: string, more: Html) => {
    const id = `${name}-${at}`;
    const refused = refusal?.field === id ? refusal.message : undefined;
    return html`<div class="field split-${name}"><input id="${id}" name="${name}" value="${value}" aria-label="${label} ${at + 1}"
 autocomplete="off" autocapitalize="none" spellcheck="false" ${more} ${describe(id, undefined, refused)}>${below(id, undefined, refused)}</div>`;
  };
  return html`<div class="split-row">${input('handle', handle, 'Handle of beneficiary', html`maxlength="40"`)}
${input('percent', percent, 'Percent of beneficiary', html`inputmode="decimal" maxlength="10"`)}</div>`;
};
