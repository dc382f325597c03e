import { builder } from '../builder.ts';

export const standingFlattrRef = builder.prismaObject('StandingFlattr', {
  description: 'A flattr of the viewer that repeats each month, at the month’s first moment.',
  fields: (t) => ({
    thing: t.relation('thing', { description: 'What is flattred.' }),
    weight: t.exposeInt('weight', {
      description:
        'How much each of its flattrs counts, 1 to 10. One that is there already in a month keeps its own weight.',
    }),
    firstMonth: t.expose('firstMonth', {
      type: 'Month',
      description: 'The month from which these terms count.',
    }),
    lastMonth: t.expose('lastMonth', {
      type: 'Month',
      nullable: true,
      description: 'The last month that it flattrs in; null if it stands until it is stopped.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When these terms were set.' }),
  }),
});
