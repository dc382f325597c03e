import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import type { ProvenLately } from '../proven-lately.ts';

const input = builder.inputType('LeaveFlattrInput', {
  description: 'That somebody really means to leave.',
  fields: (t) => ({
    handle: t.string({ required: true, description: 'The viewer’s own handle, typed by them.' }),
  }),
});

type Parts = { receipt: string };

const payload = builder.objectRef<Answer<Parts>>('LeaveFlattrPayload').implement({
  description: 'That the viewer has left, or why not.',
  fields: (t) => ({
    receipt: t.string({
      nullable: true,
      description:
        'The receipt `FLATTR-…`, shown this once: only its hash is kept. What cannot be sent to whoever left is kept for three years for whoever shows it. Null if it was refused.',
      resolve: ({ receipt }) => receipt,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`REAUTHENTICATION_NEEDED\`, \`ALREADY_LEFT\`, \`CONFIRMATION_WRONG\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('leaveFlattr', (t) =>
  t.field({
    type: payload,
    description:
      'Takes the viewer out of Flattr for good: flattrs of this month and standing ones end, their things have no creator, their sites no owner, and name, address, handle, sessions and tokens are erased. The wallet, less what a cut has reserved, goes back to its cards, and earnings of any size are paid out when they are free. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { provenLately: true, shownOnce: ['receipt'] } satisfies ShownOnce & ProvenLately,
    args: { input: t.arg({ type: input, required: true, description: 'The confirmation.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        parts.receipt = (await leaveFlattr(asking.platform, signedIn(asking), args.input)).receipt;
      }),
  }),
);
