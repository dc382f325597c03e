import type { World } from '../create-world.ts';
import { until } from '../until.ts';
import { moments, seededMonth } from './seed-month.ts';

/** Where the month stands once the work of each moment is done. */
const momentOf = { PUBLISHED: moments[0], PAID: moments[1] } as const;

/** Moves the clock to where the month has something to do, and resolves once whichever workers live have done all of it. */
export const walkTo = async (world: World, state: keyof typeof momentOf): Promise<void> => {
  await world.moveClockTo(momentOf[state]);
  await until(`that the month is ${state} and all is done`, () => isAt(world, state), 120_000);
};

/** Whether the month stands there and no recorded work is left. */
export const isAt = async ({ platform }: World, state: keyof typeof momentOf): Promise<boolean> => {
  const { rowCount } = await platform.pool.query(
    `SELECT FROM months WHERE month = $1 AND state = $2
       AND NOT EXISTS (SELECT FROM outbox WHERE done_at IS NULL)`,
    [seededMonth, state],
  );
  return rowCount === 1;
};
