import fc from 'fast-check';
import type { Command } from '../command.ts';
import { endOf, type Model, monthAt } from '../model.ts';

const day = 86_400_000;
const minute = 60_000;

/** A number of days from now, or the first day of a later month. */
type Input = { readonly days: number } | { readonly months: number };

/**
 * Shortly after the midnight that is meant, and each time a minute later: so that what took place at one moment is surely
 * over at the same time of a later day, however long the commands in between took.
 */
const target = ({ now, moves }: Model, input: Input): number => {
  let moment = now - (now % day);
  if ('days' in input) moment += input.days * day;
  else for (let month = 0; month < input.months; month++) moment = endOf(monthAt(moment));
  return moment + (moves + 1) * minute;
};

export const movesClock: Command<Input> = {
  often: 9,
  input: fc.oneof(
    fc.record({ days: fc.constantFrom(1, 3, 7, 8, 12) }),
    fc.record({ months: fc.constantFrom(1, 1, 1, 2) }),
  ),
  says: (input) =>
    'days' in input ? `${input.days} days pass` : `the clock goes to the 1st, ${input.months} months on`,
  does: ({ world }, model, input) => world.moveClockTo(new Date(target(model, input))),
  applies: (model, input) => {
    model.now = target(model, input);
    model.moves += 1;
  },
};
