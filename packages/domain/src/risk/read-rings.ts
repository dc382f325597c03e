import type { Reader } from '@flattr/database';
import { type Currency, currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Month } from '../month.ts';

/** Money that went in a circle, the members in its order. */
export type Ring = {
  readonly id: string;
  readonly month: Month;
  readonly currency: Currency;
  readonly handles: readonly string[];
  /** What the weakest link carried. */
  readonly carried: Money;
};

/** The rings whose members' earnings are held, oldest first. */
export const readRings = async (reader: Reader): Promise<readonly Ring[]> => {
  const { rows } = await reader.query<{
    id: string;
    month: string;
    currency: string;
    handles: string[];
    micros: string;
  }>(
    `SELECT r.id::text, r.month, r.currency, r.micros, ARRAY(
       SELECT coalesce(u.handle, member.id::text) FROM unnest(r.members) WITH ORDINALITY AS member (id, place)
       LEFT JOIN users u ON u.id = member.id ORDER BY member.place) AS handles
     FROM rings r WHERE r.released_at IS NULL ORDER BY r.id`,
  );
  return rows.map(({ id, month, currency, handles, micros }) => ({
    id,
    month: asMonth(month),
    currency: currencyOf(currency),
    handles,
    carried: money(BigInt(micros), currencyOf(currency)),
  }));
};
