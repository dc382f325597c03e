import { ProposeSplitDocument } from '@flattr/sdk';
import { showThing } from '../pages/thing.ts';
import { rowsMax, type TypedPart, type TypedSplit } from '../parts/split-form.ts';
import { thingPath } from '../parts/thing-link.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { basisPointsOf, percentText } from '../text/percent-text.ts';
import type { WebContext } from '../web-env.ts';
import { type Form, readForm } from './read-form.ts';

const rowsMore = 5;

/** Proposes a split, or shows the form again: with more rows, or with what was typed and why it was refused. */
export const proposeSplit = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const uuid = form.text('thing');
  const typed = typedSplit(form);
  if (form.text('more')) return showThing(c, { uuid, typed });
  const parts = typed.parts.map(({ handle, percent }) => ({ handle, basisPoints: basisPointsOf(percent) }));
  const unread = parts.findIndex(({ basisPoints }) => basisPoints === undefined);
  if (unread >= 0) return showThing(c, { uuid, typed, refusal: unreadable(unread) });
  const input = {
    thing: uuid,
    parts: parts.map((part) => ({ ...part, basisPoints: part.basisPoints ?? 0 })),
  };
  const { errors, proposal } = (await c.var.flattr.request(ProposeSplitDocument, { input })).proposeSplit;
  const [first] = errors;
  if (first) {
    const sum = input.parts.reduce((total, { basisPoints }) => total + basisPoints, 0);
    return showThing(c, { uuid, typed, refusal: refusalOf(first, sum) });
  }
  if (!proposal) return c.redirect('/me/splits', 303);
  return c.redirect(`${thingPath(proposal.thing)}${proposal.state === 'OPEN' ? '#proposal' : ''}`, 303);
};

/** The rows in which something was typed, in their order. */
const typedSplit = (form: Form): TypedSplit => {
  const percents = form.texts('percent');
  const parts = form
    .texts('handle')
    .map((handle, at): TypedPart => ({ handle: handle.trim(), percent: (percents[at] ?? '').trim() }))
    .filter(({ handle, percent }) => handle || percent)
    .slice(0, rowsMax + 1);
  const before = /^\d{1,2}$/.test(form.text('rows')) ? +form.text('rows') : 0;
  const wanted = before + (form.text('more') ? rowsMore : 0);
  return { parts, rows: Math.min(Math.max(wanted, parts.length), rowsMax) };
};

const unreadable = (at: number): FieldRefusal => ({
  field: `percent-${at}`,
  message: 'Give a percent such as 25 or 33.33, with at most two places.',
});

type Refused = { readonly code: string; readonly message: string; readonly path: readonly string[] };

/** A refusal at the row that it is about; of a sum that is not whole it says what the sum is. */
const refusalOf = ({ code, message, path }: Refused, sum: number): FieldRefusal => {
  const [at = '', name] = path.slice(-2);
  const field = name === 'basisPoints' ? 'percent' : 'handle';
  if (/^\d+$/.test(at)) return { field: `${field}-${at}`, message, code };
  if (code !== 'SPLIT_NOT_WHOLE') return { field: '', message, code };
  return { field: '', message: `These percents add up to ${percentText(sum)}, and have to be 100.`, code };
};
