import { describe, it } from 'vitest';
import { settles } from './settles.ts';

describe('what is spent', () => {
  it('is the budget, or what the wallet holds if that is less; the rest stays', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs | spent    | kept     |
      | --------- | -------- | -------- | ------- | -------- | -------- |
      | ada       | 4.60 EUR | 5.00 EUR | song    | 4.60 EUR | –        |
      | bob       | 9.00 EUR | 5.00 EUR | song    | 5.00 EUR | 4.00 EUR |
      | eve       | –        | 5.00 EUR | song    | –        | –        |

      | thing | creator | receives |
      | ----- | ------- | -------- |
      | song  | singer  | 9.12 EUR |
    `));

  it('is what so many weights may cost at most, where that is less still', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget                 | flattrs       | spent    | fee       |
      | --------- | -------- | ---------------------- | ------------- | -------- | --------- |
      | ada       | 9.00 EUR | 3.00 EUR, at most 0.50 | song          | 0.50 EUR | 0.025 EUR |
      | bob       | 9.00 EUR | 3.00 EUR, at most 0.50 | song ×3, post | 2.00 EUR | 0.10 EUR  |
      | eve       | 9.00 EUR | 3.00 EUR, at most 5.00 | post          | 3.00 EUR | 0.15 EUR  |
      | kim       | 0.40 EUR | 3.00 EUR, at most 0.50 | post          | 0.40 EUR | 0.02 EUR  |

      | thing | creator | receives  |
      | ----- | ------- | --------- |
      | song  | singer  | 1.90 EUR  |
      | post  | writer  | 3.705 EUR |
    `));

  it('is nothing in a month without flattrs', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs | spent | kept     |
      | --------- | -------- | -------- | ------- | ----- | -------- |
      | ada       | 4.60 EUR | 5.00 EUR | –       | –     | 4.60 EUR |

      | currency | wallets  | to creators | fees | kept     |
      | -------- | -------- | ----------- | ---- | -------- |
      | EUR      | 4.60 EUR | –           | –    | 4.60 EUR |
    `));
});

describe('the shares', () => {
  it('go by weight, and a micro left over to the larger remainder', () =>
    settles(`
      ## 2026-11

      | supporter | pays in       | budget   | flattrs                | spent         | fee           |
      | --------- | ------------- | -------- | ---------------------- | ------------- | ------------- |
      | ada       | 4.60 EUR      | 5.00 EUR | song ×2, post          | 4.60 EUR      | 0.23 EUR      |
      | bob       | 0.000011 EUR  | 2.00 EUR | song, post ×2, tune ×4 | 0.000011 EUR  | –             |
      | eve       | 2.00 EUR      | 2.00 EUR | tune ×10, post ×10     | 2.00 EUR      | 0.10 EUR      |

      | thing | creator | receives     |
      | ----- | ------- | ------------ |
      | song  | singer  | 2.913335 EUR |
      | post  | writer  | 2.40667 EUR  |
      | tune  | player  | 0.950006 EUR |
    `));

  it('differ by a micro at most where weights are equal, and nothing is lost', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs          | spent    | fee      |
      | --------- | -------- | -------- | ---------------- | -------- | -------- |
      | ada       | 2.00 EUR | 2.00 EUR | song, post, tune | 2.00 EUR | 0.10 EUR |

      | thing | creator | receives           |
      | ----- | ------- | ------------------ |
      | song  | singer  | about 0.633333 EUR |
      | post  | writer  | about 0.633333 EUR |
      | tune  | player  | about 0.633333 EUR |

      | currency | wallets  | to creators | fees     | kept |
      | -------- | -------- | ----------- | -------- | ---- |
      | EUR      | 2.00 EUR | 1.90 EUR    | 0.10 EUR | –    |
    `));
});

describe('what is partly or wholly one’s own', () => {
  it('cannot be flattred, and a flattr on what became it leaves the divisor', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs                     | spent    | fee      |
      | --------- | -------- | -------- | --------------------------- | -------- | -------- |
      | ada       | 4.00 EUR | 4.00 EUR | song, post ×9, mine refused | 4.00 EUR | 0.20 EUR |
      | bob       | 2.00 EUR | 2.00 EUR | post                        | 2.00 EUR | 0.10 EUR |

      | thing | creator          | receives     |
      | ----- | ---------------- | ------------ |
      | song  | singer           | 3.80 EUR     |
      | post  | nobody, then ada | ada 1.90 EUR |
      | mine  | ada              | –            |
    `));

  it('is so by a part of 0.01 % too', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs       | spent    | fee      |
      | --------- | -------- | -------- | ------------- | -------- | -------- |
      | ada       | 4.00 EUR | 4.00 EUR | song ×9, post | 4.00 EUR | 0.20 EUR |

      | thing | creator | split                     | receives |
      | ----- | ------- | ------------------------- | -------- |
      | song  | singer  | singer 99.99 %, ada 0.01 % | –        |
      | post  | writer  | –                         | 3.80 EUR |
    `));

  it('takes nothing if that was all', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs    | spent | kept     |
      | --------- | -------- | -------- | ---------- | ----- | -------- |
      | ada       | 4.00 EUR | 4.00 EUR | song, post | –     | 4.00 EUR |

      | thing | creator          | split                  | receives |
      | ----- | ---------------- | ---------------------- | -------- |
      | song  | singer           | singer 50 %, ada 50 %  | –        |
      | post  | nobody, then ada | –                      | –        |
    `));
});

describe('a split', () => {
  it('in force divides each share, and a micro left over goes to the larger remainder', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs       | spent    | fee      |
      | --------- | -------- | -------- | ------------- | -------- | -------- |
      | ada       | 4.60 EUR | 5.00 EUR | song ×2, post | 4.60 EUR | 0.23 EUR |

      | thing | creator | split                                 | receives                                                   |
      | ----- | ------- | ------------------------------------- | ---------------------------------------------------------- |
      | song  | singer  | –                                     | 2.913333 EUR                                               |
      | post  | writer  | writer 70 %, press 29.99 %, ink 0.01 % | writer 1.019667 EUR, press 0.436854 EUR, ink 0.000146 EUR |
    `));

  it('counts from the month in which the last one accepts, and not before', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs         | spent    | fee      |
      | --------- | -------- | -------- | --------------- | -------- | -------- |
      | ada       | 9.00 EUR | 2.00 EUR | song each month | 2.00 EUR | 0.10 EUR |

      | thing | creator | split                             | receives |
      | ----- | ------- | --------------------------------- | -------- |
      | song  | singer  | singer 70 %, label 30 %, proposed | 1.90 EUR |

      ## 2026-12

      | supporter | spent    | fee      |
      | --------- | -------- | -------- |
      | ada       | 2.00 EUR | 0.10 EUR |

      | thing | split    | receives                         |
      | ----- | -------- | -------------------------------- |
      | song  | accepted | singer 1.33 EUR, label 0.57 EUR  |
    `));
});
