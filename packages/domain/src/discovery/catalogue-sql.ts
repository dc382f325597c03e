import type { ThingKind } from '../things/thing-input.ts';

export const windows = ['DAY', 'WEEK', 'MONTH', 'ALL_TIME'] as const;

export type Window = (typeof windows)[number];

export const orders = ['HEAT', 'FLATTRS', 'NEWEST'] as const;

export type Order = (typeof orders)[number];

export type CatalogueFilter = {
  readonly kind?: ThingKind | undefined;
  readonly tag?: string | undefined;
  /** A canonical BCP 47 tag; `pt` is any Portuguese, `pt-BR` that of Brazil. */
  readonly language?: string | undefined;
  readonly window: Window;
  readonly orderBy: Order;
};

/** Where a list of the catalogue comes from: the tables, what it is ordered by, and what belongs to it with its values. */
export type CatalogueSql = {
  readonly from: string;
  readonly value: string;
  readonly where: string;
  readonly values: readonly string[];
};

const tallies = 'thing_tallies r JOIN things t ON t.id = r.thing_id';

const thisMonth = '(SELECT month_of(flattr_now()))';

const months = `thing_counts c JOIN things t ON t.id = c.thing_id AND c.month = ${thisMonth}`;

type Source = Pick<CatalogueSql, 'from' | 'value' | 'where'>;

const byFlattrs: Readonly<Record<Window, Source>> = {
  DAY: { from: tallies, value: 'r.flattrs_day', where: 'r.flattrs_day > 0' },
  WEEK: { from: tallies, value: 'r.flattrs_week', where: 'r.flattrs_week > 0' },
  MONTH: { from: months, value: 'c.flattrs', where: 'c.flattrs > 0' },
  ALL_TIME: { from: tallies, value: 'r.flattrs', where: 'r.flattrs > 0' },
};

const countedThisMonth = `EXISTS (SELECT FROM thing_counts c WHERE c.thing_id = t.id AND c.month = ${thisMonth} AND c.flattrs > 0)`;

const byHeat = (window: Window): Source => ({
  from: tallies,
  value: 'r.heat',
  where: window === 'MONTH' ? countedThisMonth : byFlattrs[window].where,
});

const starts: Readonly<Record<Window, string>> = {
  DAY: "(SELECT flattr_now() - interval '24 hours')",
  WEEK: "(SELECT flattr_now() - interval '168 hours')",
  MONTH: '(SELECT month_start(month_of(flattr_now())))',
  ALL_TIME: "'-infinity'",
};

const byAge = (window: Window): Source => ({
  from: 'things t',
  value: 't.created_at',
  where: `t.created_at >= ${starts[window]}`,
});

const sourceOf = ({ orderBy, window }: CatalogueFilter): Source => {
  if (orderBy === 'NEWEST') return byAge(window);
  return orderBy === 'HEAT' ? byHeat(window) : byFlattrs[window];
};

/** What a filter asks for, as SQL over a `things t`: only values that somebody sent are parameters. */
export const catalogueSql = (filter: CatalogueFilter): CatalogueSql => {
  const values: string[] = [];
  const given = (value: string): string => `$${values.push(value)}`;
  const { from, value, where } = sourceOf(filter);
  const conditions = [where, takesPart, isPublished];
  if (filter.kind) conditions.push(`t.kind = ${given(filter.kind)}`);
  if (filter.tag !== undefined) conditions.push(`t.tags @> ARRAY[${given(filter.tag)}]`);
  if (filter.language !== undefined) {
    const language = given(filter.language);
    conditions.push(`(t.language = ${language} OR starts_with(t.language, ${language} || '-'))`);
  }
  return { from, value, where: conditions.join(' AND '), values };
};

/** Whether the owner of a thing's site takes part; where everybody does, nobody's site is looked for. */
export const takesPart =
  '(NOT EXISTS (SELECT FROM claims WHERE refuses_since IS NOT NULL) OR NOT flattrs_refused(t.url))';

/** Whether nobody has taken a thing off the net. */
export const isPublished = 't.unpublished_at IS NULL';
