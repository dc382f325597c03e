// npm run demo:next-month: moves the demo's clock to the next cut, settles, passes challenge and holds, and pays.
import { setTimeout as wait } from 'node:timers/promises';
import { addDays, type Month, monthEnd, monthOf } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { moveClockTo } from '@flattr/test-world/clock';
import type pg from 'pg';
import { type OpenInstance, runCommand } from './run-command.ts';
import { amountText, momentText, tellFlattred } from './tell.ts';
import { progressTeller } from './tell-progress.ts';

/** How long the running worker is given to send the payouts. */
const patienceMs = 60_000;

/** Moves on to the day after the month's challenge, and after the last hold of the charges that it came from. */
const passHolds = async (platform: Platform, owner: pg.Pool, month: Month) => {
  const { publishedAt, challengeDays } = await platform.db.month.findUniqueOrThrow({ where: { month } });
  const last = await platform.db.earning.findFirst({ where: { month }, orderBy: { availableOn: 'desc' } });
  const challengeEnd = addDays(publishedAt ?? monthEnd(month), challengeDays);
  const free = last && last.availableOn > challengeEnd ? last.availableOn : challengeEnd;
  const now = await platform.clock.now();
  const target = free > now ? free : now;
  await moveClockTo(owner, new Date(target.getTime() + 1000));
  console.log(`\nThe days of challenge and the holds of new cards pass: ${momentText(target)}.`);
};

/** Waits until the running worker has sent the payouts, and tells those that were started since a moment. */
const tellPayouts = async (platform: Platform, month: Month, since: Date) => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { state } = await platform.db.month.findUniqueOrThrow({ where: { month } });
    const underWay = await platform.db.payout.count({ where: { state: { in: ['WAITING', 'INTENT'] } } });
    if (state === 'PAID' && underWay === 0) break;
    if (performance.now() > deadline)
      throw new Error('The payouts are not sent yet. Is the instance running?');
    await wait(200);
    await turnMonths(platform);
  }
  const payouts = await platform.db.payout.findMany({
    where: { createdAt: { gte: since } },
    orderBy: { id: 'asc' },
  });
  console.log(
    payouts.length === 0 ? 'Nobody who can be paid has reached the minimum.' : 'Creators are paid:',
  );
  for (const { creatorId, amountMicros, currency, state, providerTransferId, failure } of payouts) {
    const { name } = await platform.db.user.findUniqueOrThrow({ where: { id: creatorId } });
    const outcome = failure ? `${state}: ${failure}` : `transfer ${providerTransferId}`;
    console.log(`  ${name.padEnd(24)} ${amountText(amountMicros, currency).padStart(14)}   ${outcome}`);
  }
};

await runCommand(async ({ platform, owner, config }: OpenInstance) => {
  if (!owner) throw new Error('Only the clock of the embedded default can be moved.');
  await turnMonths(platform);
  const since = await platform.clock.now();
  const month = monthOf(since);
  console.log(`It is ${momentText(since)}. The month is ${month}.`);
  await moveClockTo(owner, new Date(monthEnd(month).getTime() + 1000));
  console.log(
    `\nThe clock moves to the cut, ${momentText(monthEnd(month))}. The month takes no flattrs any more.`,
  );
  const progress = progressTeller(process.stdout);
  await settleMonth(platform, month, progress.tell);
  progress.end();
  await tellFlattred(platform, month);
  await passHolds(platform, owner, month);
  await turnMonths(platform);
  await tellPayouts(platform, month, since);
  console.log(
    `\nIt is ${momentText(await platform.clock.now())} now. Look at ${config.policy.origin}/months/${month}`,
  );
});
