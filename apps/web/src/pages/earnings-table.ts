import {
  EarningsFlattrsDocument,
  EarningsMonthsDocument,
  EarningsTableDocument,
  type EarningsTableQuery,
} from '@flattr/sdk';
import { thingPath } from '../parts/thing-link.ts';
import { signInFirst } from '../sign-in-first.ts';
import { csvTable } from '../text/csv-text.ts';
import { monthForm } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

type OfMonth = NonNullable<EarningsTableQuery['viewer']>['earnings']['months'][number];
type Earned = OfMonth['things']['nodes'][number];

const head = ['period', 'id', 'flattr url', 'url', 'title', 'clicks', 'revenue', 'clicks total'];

/**
 * My earnings of one month as the first Flattr's table, which creators' spreadsheets read: a line per thing, one currency a file,
 * each sum to its last digit. `clicks total` is the thing's flattrs of all my settled months up to this one.
 */
export const showEarningsTable = async (c: WebContext, month: string): Promise<Response> => {
  if (!monthForm.test(month)) return showNotFound(c);
  const { viewer } = await c.var.flattr.request(EarningsMonthsDocument);
  if (!viewer) return signInFirst(c, `/me/earnings/${month}`);
  const { months } = viewer.earnings;
  const currencies = months.filter((one) => one.month === month).map(({ currency }) => currency);
  const [only] = currencies;
  const asked = c.req.query('currency') ?? (currencies.length === 1 ? only : undefined);
  if (!only || (asked && !currencies.includes(asked))) return showNotFound(c);
  // Two currencies do not add up: the page has a table of each.
  if (!asked) return c.redirect(`/me/earnings/${month}`, 303);
  const until = months.filter((one) => one.currency === asked && one.month <= month);
  const totals = new Map<string, number>();
  for (const one of until)
    for (const { thing, flattrs } of await flattrsOf(c, one.month, asked))
      totals.set(thing.uuid, (totals.get(thing.uuid) ?? 0) + flattrs);
  const lines = (await earnedIn(c, month, asked)).map((earned) => line(c.var.origin, month, earned, totals));
  const single = currencies.length === 1;
  const name = `flattr-revenue-${month.replace('-', '')}${single ? '' : `-${asked}`}.csv`;
  return c.body(csvTable([head, ...lines]), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  });
};

const line = (
  origin: string,
  month: string,
  { thing, flattrs, amount }: Earned,
  totals: ReadonlyMap<string, number>,
): readonly (string | number)[] => [
  month,
  thing.uuid,
  `${origin}${thingPath(thing)}`,
  thing.url,
  thing.title,
  flattrs,
  amount.amount.replace('.', ','),
  totals.get(thing.uuid) ?? flattrs,
];

type Page<Row> = {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
};

/** Every row of a list that comes by pages. */
const allOf = async <Row>(
  pageAfter: (after: string | null) => Promise<Page<Row> | undefined>,
): Promise<Row[]> => {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const found: Page<Row> | undefined = await pageAfter(after);
    rows.push(...(found?.nodes ?? []));
    after = (found?.pageInfo.hasNextPage && found.pageInfo.endCursor) || null;
  } while (after);
  return rows;
};

const earnedIn = (c: WebContext, month: string, currency: string): Promise<Earned[]> =>
  allOf(async (after) => {
    const { viewer } = await c.var.flattr.request(EarningsTableDocument, { month, after });
    return viewer?.earnings.months.find((one) => one.currency === currency)?.things;
  });

const flattrsOf = (c: WebContext, month: string, currency: string) =>
  allOf(async (after) => {
    const { viewer } = await c.var.flattr.request(EarningsFlattrsDocument, { month, after });
    return viewer?.earnings.months.find((one) => one.currency === currency)?.things;
  });
