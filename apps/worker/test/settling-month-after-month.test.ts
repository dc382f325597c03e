import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { createWorld } from '@flattr/test-world';
import { describe, expect, it } from 'vitest';
import { settles } from './settles.ts';

it('comes out as the page about these tables says', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/settlement-tables.md'), 'utf8');
  const [, example = ''] = /```markdown\n(.*?)```/s.exec(page) ?? [];
  await settles(example);
});

it('is told beside what was wanted where it comes out otherwise, also of whoever the tables left out', async () => {
  const told = settles(`
    ## 2026-11

    | supporter | pays in  | budget   | flattrs         | spent    |
    | --------- | -------- | -------- | --------------- | -------- |
    | ada       | 5.00 EUR | 2.00 EUR | song each month | 2.00 EUR |

    | thing | creator | receives |
    | ----- | ------- | -------- |
    | song  | singer  | 1.91 EUR |

    ## 2026-12

    | supporter | pays in  | budget   | spent |
    | --------- | -------- | -------- | ----- |
    | bob       | 5.00 EUR | 2.00 EUR | –     |
  `);
  const failure = await told.then(
    () => 'it came out as wanted',
    (error: unknown) => String(error),
  );
  expect(failure).toContain('| song  | singer  | 1.91 EUR | ≠ | song  | singer  | 1.90 EUR |');
  expect(failure).toContain(' ≠ | ada       | –        | –        | 2.00 EUR |');
});

describe('what comes after the cut', () => {
  it('changes nothing of the month before: neither a budget nor a payment', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs | wallet   | spent    |
      | --------- | -------- | -------- | ------- | -------- | -------- |
      | ada       | 9.00 EUR | 2.00 EUR | song    | 9.00 EUR | 2.00 EUR |
      | bob       | 1.00 EUR | 5.00 EUR | song    | 1.00 EUR | 1.00 EUR |
      | eve       | 3.00 EUR | 3.00 EUR | song    | 3.00 EUR | 3.00 EUR |

      | thing | creator | receives |
      | ----- | ------- | -------- |
      | song  | singer  | 5.70 EUR |

      ## 2026-12

      | supporter | pays in   | budget   | flattrs | wallet    | spent    |
      | --------- | --------- | -------- | ------- | --------- | -------- |
      | ada       | –         | 6.00 EUR | song    | 7.00 EUR  | 6.00 EUR |
      | bob       | 10.00 EUR | –        | song    | 10.00 EUR | 5.00 EUR |
      | eve       | 3.00 EUR  | ends     | song    | 3.00 EUR  | –        |

      | thing | receives  |
      | ----- | --------- |
      | song  | 10.45 EUR |
    `));
});

describe('money that is not spent', () => {
  it('stays for the months that follow, until the wallet is empty', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs         | spent    | kept     |
      | --------- | -------- | -------- | --------------- | -------- | -------- |
      | ada       | 5.00 EUR | 2.00 EUR | song each month | 2.00 EUR | 3.00 EUR |
      | bob       | 2.00 EUR | 2.00 EUR | –               | –        | 2.00 EUR |

      | thing | creator | receives |
      | ----- | ------- | -------- |
      | song  | singer  | 1.90 EUR |

      ## 2026-12

      | supporter | flattrs | spent    | kept     |
      | --------- | ------- | -------- | -------- |
      | ada       | –       | 2.00 EUR | 1.00 EUR |
      | bob       | –       | –        | 2.00 EUR |

      ## 2027-01

      | supporter | flattrs | spent    | kept |
      | --------- | ------- | -------- | ---- |
      | ada       | –       | 1.00 EUR | –    |
      | bob       | song    | 2.00 EUR | –    |

      | thing | receives |
      | ----- | -------- |
      | song  | 2.85 EUR |
    `));

  it('waits in its own currency once the budget is in another', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs         | spent    | kept     |
      | --------- | -------- | -------- | --------------- | -------- | -------- |
      | ada       | 5.00 EUR | 2.00 EUR | song each month | 2.00 EUR | 3.00 EUR |

      | thing | creator | receives |
      | ----- | ------- | -------- |
      | song  | singer  | 1.90 EUR |

      ## 2026-12: the new currency counts from the next month

      | supporter | pays in  | budget   | spent    | kept               |
      | --------- | -------- | -------- | -------- | ------------------ |
      | ada       | 3.00 USD | 2.50 USD | 2.00 EUR | 1.00 EUR, 3.00 USD |

      ## 2027-01

      | supporter | spent    | kept               |
      | --------- | -------- | ------------------ |
      | ada       | 2.50 USD | 1.00 EUR, 0.50 USD |

      | thing | receives  |
      | ----- | --------- |
      | song  | 2.375 USD |
    `));
});

describe('the day on which money is free', () => {
  it('is when the longest hold ends among the charges that were drawn from, the oldest first', () =>
    settles(`
      ## 2026-11

      | supporter | pays in                                      | budget   | flattrs | spent    | available  |
      | --------- | -------------------------------------------- | -------- | ------- | -------- | ---------- |
      | ada       | 4.60 EUR on 2026-11-15                       | 5.00 EUR | song    | 4.60 EUR | 2026-12-16 |
      | bob       | 2.00 EUR on 2026-10-01, 3.00 EUR             | 2.00 EUR | song    | 2.00 EUR | 2026-12-08 |
      | eve       | 2.00 EUR on 2026-10-01, 3.00 EUR on 2026-11-30 | 4.00 EUR | post  | 4.00 EUR | 2026-12-08 |
      | kim       | 2.00 EUR on 2026-11-28, 3.00 EUR on 2026-11-29 | 2.00 EUR | post  | 2.00 EUR | 2026-12-29 |

      | thing | creator | receives |
      | ----- | ------- | -------- |
      | song  | singer  | 6.27 EUR |
      | post  | writer  | 5.70 EUR |

      | creator | receives | available  |
      | ------- | -------- | ---------- |
      | singer  | 1.90 EUR | 2026-12-08 |
      | singer  | 4.37 EUR | 2026-12-16 |
      | writer  | 3.80 EUR | 2026-12-08 |
      | writer  | 1.90 EUR | 2026-12-29 |
    `));
});

describe('a standing flattr', () => {
  it('counts in the next month by itself, with its weight, beside what is flattred by hand', () =>
    settles(`
      ## 2026-11

      | supporter | pays in   | budget   | flattrs            | spent    | fee      |
      | --------- | --------- | -------- | ------------------ | -------- | -------- |
      | ada       | 10.00 EUR | 4.00 EUR | song ×3 each month | 4.00 EUR | 0.20 EUR |

      | thing | creator | receives |
      | ----- | ------- | -------- |
      | song  | singer  | 3.80 EUR |
      | post  | writer  | –        |

      ## 2026-12

      | supporter | flattrs | spent    | fee      |
      | --------- | ------- | -------- | -------- |
      | ada       | post    | 4.00 EUR | 0.20 EUR |

      | thing | receives |
      | ----- | -------- |
      | song  | 2.85 EUR |
      | post  | 0.95 EUR |
    `));
});

describe('months', () => {
  it('are settled in their order, also those in which nothing happens', async () => {
    await settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs | spent    | kept     |
      | --------- | -------- | -------- | ------- | -------- | -------- |
      | ada       | 5.00 EUR | 2.00 EUR | song    | 2.00 EUR | 3.00 EUR |

      | thing | creator |
      | ----- | ------- |
      | song  | singer  |

      ## 2026-12

      ## 2027-01

      | supporter | flattrs | spent    | kept     |
      | --------- | ------- | -------- | -------- |
      | ada       | song    | 2.00 EUR | 1.00 EUR |
    `);
    const world = await createWorld();
    try {
      for (const month of ['2026-11', '2026-12']) await openMonth(world.platform, asMonth(month));
      await world.moveClockTo('2027-01-01T00:00:01Z');
      const december = settleMonth(world.platform, asMonth('2026-12'));
      await expect(december).rejects.toMatchObject({ code: 'months-out-of-order' });
    } finally {
      await world.close();
    }
  });
});
