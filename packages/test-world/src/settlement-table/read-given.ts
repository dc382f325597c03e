import type { PartInput } from '@flattr/domain/splits/split-parts';
import { itemsOf, readAmounts } from './read-amounts.ts';
import { type Row, wrong } from './read-tables.ts';

export type GivenPayment = {
  readonly amount: ReturnType<typeof readAmounts>[number];
  /** The UTC day of the charge; the middle of the month if none is said. */
  readonly on?: string;
};

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** Reads `4.60 EUR` and `2.00 EUR on 2026-10-05, 3.00 EUR`: what charges brought, the provider's fees already gone. */
export const readPayments = (row: Row): readonly GivenPayment[] =>
  itemsOf(row, 'pays in').map((item) => {
    const [sum = '', on] = item.split(' on ');
    const [amount] = readAmounts({ ...row, cells: new Map([['pays in', sum]]) }, 'pays in');
    if (!amount || amount.who || (on !== undefined && !isDay(on)))
      return wrong(row.line, `"${item}" is no payment such as 2.00 EUR or 2.00 EUR on 2026-10-05.`);
    return { amount, on };
  });

export type GivenBudget = {
  readonly amount: string;
  readonly currency: string;
  readonly maxPerFlattr?: string;
};

/** Reads `5.00 EUR`, `3.00 USD, at most 0.50` and `ends`. */
export const readBudgetCell = (row: Row): GivenBudget | 'ends' | undefined => {
  const text = row.cells.get('budget') ?? '';
  if (text === '' || text === 'ends') return text || undefined;
  const [, amount, currency, maxPerFlattr] =
    /^([0-9.]+) ([A-Z]{3})(?:, at most ([0-9.]+))?$/.exec(text) ?? [];
  if (!amount || !currency)
    return wrong(row.line, `"${text}" is no budget such as 5.00 EUR, or 5.00 EUR, at most 0.50, or ends.`);
  return { amount, currency, maxPerFlattr };
};

export type GivenFlattr = {
  readonly thing: string;
  readonly weight?: number;
  readonly eachMonth: boolean;
  readonly refused: boolean;
};

/** Reads `song ×2, post, tune each month, mine refused`. */
export const readFlattrs = (row: Row): readonly GivenFlattr[] =>
  itemsOf(row, 'flattrs').map((item) => {
    const [, thing, weight, how] = /^([a-z][a-z0-9-]*)(?: ×(\d+))?( each month| refused)?$/.exec(item) ?? [];
    if (!thing)
      return wrong(
        row.line,
        `"${item}" is no flattr such as song, song ×2, song each month or song refused.`,
      );
    return {
      thing,
      weight: weight === undefined ? undefined : Number.parseInt(weight, 10),
      eachMonth: how === ' each month',
      refused: how === ' refused',
    };
  });

/** Whose a thing is, and whose it is by the cut: `singer`, `nobody`, and `nobody, then ada`. */
export const readCreator = (row: Row): { readonly creator?: string; readonly later?: string } => {
  const [creator, then, ...more] = itemsOf(row, 'creator');
  if (more.length > 0 || (then !== undefined && !then.startsWith('then ')))
    return wrong(
      row.line,
      `"${row.cells.get('creator')}" is no creator such as singer, or nobody, then ada.`,
    );
  return { creator, later: then?.slice('then '.length) };
};

export type GivenSplit = {
  readonly parts: readonly PartInput[];
  /** Whether those who were named have accepted. */
  readonly accepted: boolean;
};

/** Reads `singer 70 %, label 30 %`, the same with `, proposed`, and `accepted` of what an earlier month proposed. */
export const readSplit = (row: Row): GivenSplit | 'accepted' | undefined => {
  const items = itemsOf(row, 'split');
  if (items.length === 0) return undefined;
  if (items.length === 1 && items[0] === 'accepted') return 'accepted';
  const accepted = items.at(-1) !== 'proposed';
  const parts = (accepted ? items : items.slice(0, -1)).map((item) => readPart(row, item));
  const whole = parts.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  if (whole !== 10_000) wrong(row.line, `the parts of ${row.name} add up to ${whole / 100} %, not to 100 %.`);
  return { parts, accepted };
};

const readPart = (row: Row, item: string): PartInput => {
  const [, handle, whole, hundredths = ''] = /^([a-z][a-z0-9-]*) (\d+)(?:\.(\d{1,2}))? %$/.exec(item) ?? [];
  if (!handle || whole === undefined)
    return wrong(row.line, `"${item}" is no part of a split such as singer 70 %.`);
  return { handle, basisPoints: Number.parseInt(`${whole}${hundredths.padEnd(2, '0')}`, 10) };
};
