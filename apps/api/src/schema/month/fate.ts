import { builder } from '../builder.ts';

/** Whether a flattr counts, and why it does not. */
export const flattrFateRef = builder.enumType('FlattrFate', {
  description: 'Whether a flattr has its share of the budget.',
  values: {
    COUNTS: { description: 'It has, by its weight.' },
    OWN_THING: {
      description:
        'It has none: the viewer made the thing, or shares what it is given by a split in force for the month.',
    },
  } as const,
});

export const fateOf = ({ own }: { readonly own: boolean }): 'COUNTS' | 'OWN_THING' =>
  own ? 'OWN_THING' : 'COUNTS';
