import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Month } from '../month.ts';

/** How many things brought somebody something in a month and currency. */
export const countEarningsThings = async (
  reader: Reader,
  { creatorId, month, currency }: { creatorId: UserId; month: Month; currency: Currency },
): Promise<number> => {
  const { rows } = await reader.query<{ things: number }>(
    'SELECT count(*)::int AS things FROM thing_sums WHERE creator_id = $1 AND month = $2 AND currency = $3',
    [creatorId, month, currency],
  );
  return rows[0]?.things ?? 0;
};
