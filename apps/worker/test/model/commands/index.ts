import fc from 'fast-check';
import { type Command, type Step, stepsOf } from '../command.ts';
import { doesJob } from './do-job.ts';
import { flattrs, undoes } from './flattr.ts';
import { funds, isTold, opensCheckout, paysCheckout } from './fund.ts';
import { joins, publishes } from './join-and-publish.ts';
import { movesClock } from './move-clock.ts';
import { endsBudget, setsBudget } from './set-budget.ts';
import { setsUpPayouts } from './set-up-payouts.ts';
import { acceptsSplit, declinesSplit, halves, proposesSplit, withdrawsSplit } from './split.ts';
import { startsStanding, stopsStanding } from './standing.ts';
import { changesFee, cutsMonth, settlesMonth, turnsMonths } from './turn-months.ts';

const drawn = <Input, Facts>(command: Command<Input, Facts>) => ({
  weight: command.often,
  arbitrary: stepsOf(command),
});

/** Every kind of command, as often as it says: another kind is another line. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  drawn(joins),
  drawn(publishes),
  drawn(setsBudget),
  drawn(endsBudget),
  drawn(flattrs),
  drawn(undoes),
  drawn(startsStanding),
  drawn(stopsStanding),
  drawn(proposesSplit),
  drawn(acceptsSplit),
  drawn(declinesSplit),
  drawn(withdrawsSplit),
  drawn(funds),
  drawn(opensCheckout),
  drawn(paysCheckout),
  drawn(isTold),
  drawn(setsUpPayouts),
  drawn(movesClock),
  drawn(turnsMonths),
  drawn(cutsMonth),
  drawn(settlesMonth),
  drawn(doesJob),
  drawn(changesFee),
);

const only = <Input, Facts>(command: Command<Input, Facts>, ...inputs: Input[]): Step[] =>
  fc.sample(fc.tuple(...inputs.map((input) => stepsOf({ ...command, input: fc.constant(input) }))), {
    numRuns: 1,
    seed: 1,
  })[0] ?? [];

const toThe = (thing: number) => ({ thing, weight: undefined, wanted: 'whichever' }) as const;

/**
 * How each sequence begins: three people with a thing each, of which two share one; two of them give, one every month, and
 * one can be paid.
 */
export const beginning: readonly Step[] = [
  ...only(joins, null, null, null),
  ...only(publishes, 0, 1, 2),
  ...only(
    setsBudget,
    {
      person: 0,
      amount: '25.00',
      currency: 'EUR',
      micros: 25_000_000n,
      monthsAtOnce: 1,
      most: '7',
      mostMicros: 7_000_000n,
    },
    { person: 1, amount: '77.77', currency: 'USD', micros: 77_770_000n, monthsAtOnce: 3 },
  ),
  ...only(funds, { person: 0, card: '4242424242424242' }, { person: 1, card: '5555555555554444' }),
  ...only(setsUpPayouts, { person: 2, country: 'DE', fills: true }),
  ...only(proposesSplit, { thing: 1, by: undefined, people: [1, 2], of: halves, stranger: false }),
  ...only(acceptsSplit, { split: 0, any: false, by: 0, anybody: false }),
  ...only(flattrs, { person: 0, ...toThe(1) }, { person: 0, ...toThe(2) }),
  ...only(startsStanding, { person: 1, thing: 2, months: undefined, weight: undefined }),
];
