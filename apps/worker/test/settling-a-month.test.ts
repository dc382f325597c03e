import { asMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { createWorld, type World } from '@flattr/test-world';
import { brokenWithoutProvider } from '@flattr/test-world/broken-invariants';
import { playTables } from '@flattr/test-world/settlement-table/play-tables';
import { afterAll, beforeAll, expect, it } from 'vitest';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it('is refused before the month is over, and of a month that never was', async () => {
  await expect(settleMonth(world.platform, asMonth('2026-11'))).rejects.toMatchObject({
    code: 'month-not-over',
  });
  await expect(settleMonth(world.platform, asMonth('2020-01'))).rejects.toMatchObject({
    code: 'month-unknown',
  });
});

it('shares each budget out by weights, after the fee, in its own currency', () =>
  playTables(
    world,
    `
    ## 2026-11

    | supporter | pays in  | budget   | flattrs       | spent    | fee       |
    | --------- | -------- | -------- | ------------- | -------- | --------- |
    | ada       | 4.60 EUR | 5.00 EUR | song ×2, post | 4.60 EUR | 0.23 EUR  |
    | bob       | 1.64 USD | 2.00 USD | post, song    | 1.64 USD | 0.082 USD |
    | eve       | 289 JPY  | 300 JPY  | post          | 289 JPY  | 14.45 JPY |
    | kim       | 3.63 EUR | 4.00 EUR | –             | –        | –         |
    | lee       | –        | –        | post          | –        | –         |

    | thing | creator | receives                             |
    | ----- | ------- | ------------------------------------ |
    | song  | singer  | 2.913333 EUR, 0.779 USD              |
    | post  | writer  | 1.456667 EUR, 0.779 USD, 274.55 JPY  |

    | currency | wallets  | to creators | fees      | kept     |
    | -------- | -------- | ----------- | --------- | -------- |
    | EUR      | 8.23 EUR | 4.37 EUR    | 0.23 EUR  | 3.63 EUR |
    | JPY      | 289 JPY  | 274.55 JPY  | 14.45 JPY | –        |
    | USD      | 1.64 USD | 1.558 USD   | 0.082 USD | –        |
    `,
  ));

it('settles once, however often it is asked to', async () => {
  const before = await world.owner.query('SELECT count(*) FROM ledger_entries');
  await Promise.all([1, 2, 3].map(() => settleMonth(world.platform, asMonth('2026-11'))));
  await turnMonths(world.platform);
  expect((await world.owner.query('SELECT count(*) FROM ledger_entries')).rows).toEqual(before.rows);
  expect(await brokenWithoutProvider(world)).toEqual([]);
});
