import type { MonthState } from '@flattr/domain/settlement/month-row';
import { builder } from '../builder.ts';

const stateDescriptions: Readonly<Record<MonthState, string>> = {
  OPEN: 'It takes flattrs, or will.',
  CUT: 'It takes no more flattrs and is being settled.',
  SETTLED: 'Every budget is shared out; the statements are not published yet.',
  PUBLISHED: 'The statements are out, and the challenge runs.',
  PAID: 'Its run of payouts is over.',
};

const monthStates = Object.keys(stateDescriptions) as readonly MonthState[];

export const monthStateRef = builder.enumType('MonthState', {
  description: 'How far a month has come. It only moves forward.',
  values: Object.fromEntries(
    monthStates.map((state) => [state, { value: state, description: stateDescriptions[state] }]),
  ) as Record<MonthState, { value: MonthState; description: string }>,
});

export const stateOf = (text: string): MonthState => {
  const state = monthStates.find((known) => known === text);
  if (!state) throw new Error(`${text} is no state of a month`);
  return state;
};
