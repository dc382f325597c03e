import { builder } from '../builder.ts';
import { browserName } from './browser-name.ts';

builder.prismaObject('Session', {
  description: 'A browser in which the viewer is signed in. It holds no address of a network.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, for `revokeSession`.' }),
    begunAt: t.expose('begunAt', { type: 'DateTime', description: 'When the viewer signed in there.' }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      description: 'When it was last used, to about five minutes.',
    }),
    browser: t.string({
      select: { userAgent: true },
      description: 'The browser in words, by what it says of itself, such as `Firefox on Linux`.',
      resolve: ({ userAgent }) => browserName(userAgent ?? ''),
    }),
    isThisOne: t.boolean({
      description: 'Whether this request was asked with it.',
      resolve: ({ id }, _args, { viewer }) => viewer?.session?.id === id,
    }),
  }),
});
