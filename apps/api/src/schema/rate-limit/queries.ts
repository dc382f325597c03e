import type { Charge } from '../../limits/charge.ts';
import { builder } from '../builder.ts';

const rateLimitRef = builder.objectRef<Charge>('RateLimit').implement({
  description:
    'What the asker may still spend within the hour, in points. The hour is a person’s who signed in, a token’s, or that of everybody at one network address who does neither.',
  fields: (t) => ({
    cost: t.exposeInt('requested', {
      description: 'What this request costs, in points; this field is free.',
    }),
    limit: t.exposeInt('limit', { description: 'How many points the hour has.' }),
    remaining: t.exposeInt('remaining', {
      description:
        'How many are left after this request. With several API processes each knows it to about a hundredth.',
    }),
    used: t.int({
      description: 'How many are spent, this request included: `limit` less `remaining`.',
      resolve: ({ limit, remaining }) => limit - remaining,
    }),
    resetAt: t.field({
      type: 'DateTime',
      description: 'When the hour is over and all points are back. It begins with the first request.',
      resolve: ({ resetAt }) => resetAt,
    }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: rateLimitRef,
    description:
      'What this request costs and what is left of the hour, as `extensions.cost` and the headers `x-ratelimit-*` say with every answer. It is free of charge.',
    resolve: (_root, _args, { charged: { charge } }) => {
      if (!charge) throw new Error('a request was run that was not charged');
      return charge;
    },
  }),
);
