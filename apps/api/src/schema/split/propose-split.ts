import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { findThing } from '../thing/find-thing.ts';
import { type ProposalParts, proposalPayload } from './payload.ts';

const partInput = builder.inputType('SplitPartInput', {
  description: 'One beneficiary’s part.',
  fields: (t) => ({
    handle: t.string({ required: true, description: 'The beneficiary’s handle, with or without `@`.' }),
    basisPoints: t.int({
      required: true,
      description: 'Their part of each share in basis points, hundredths of a percent: 1 to 10,000.',
    }),
  }),
});

const input = builder.inputType('ProposeSplitInput', {
  description: 'How a thing of the viewer, by exactly one of `url` and `thing`, is to be shared.',
  fields: (t) => ({
    url: t.string({ description: 'Its address in any spelling.' }),
    thing: t.id({ description: 'Its `uuid` or its `id`.' }),
    parts: t.field({
      type: [partInput],
      required: true,
      description:
        '1 to 20 parts that add up to 10,000 basis points. The viewer keeps a part only where named among them.',
    }),
  }),
});

const payload = proposalPayload(
  'ProposeSplitPayload',
  'The proposal.',
  '`URL_UNPARSABLE`, `URL_NOT_HTTP`, `URL_WITH_CREDENTIALS`, `URL_PRIVATE`, `URL_TOO_LONG`, `THING_UNKNOWN`, `BENEFICIARIES_OUT_OF_RANGE`, `BASIS_POINTS_OUT_OF_RANGE`, `BENEFICIARY_TWICE`, `SPLIT_NOT_WHOLE`, `NOT_YOUR_THING`, `BENEFICIARY_UNKNOWN`',
);

builder.mutationField('proposeSplit', (t) =>
  t.field({
    type: payload,
    description:
      'Proposes how a thing of the viewer is shared, in place of a proposal that is open. It takes effect when the last beneficiary has accepted, the viewer by proposing: at once where nobody else is named. Then it counts for the month that the clock is in and for those after it; months that were cut stay as they were. For a signed-in person only. Errors: `BAD_USER_INPUT` unless exactly one of `url` and `thing` is given.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'The split.' }) },
    resolve: (_root, args, asking) =>
      answer<ProposalParts>(
        async (parts) => {
          const thingId = await findThing(asking.platform, args.input);
          parts.splitId = await proposeSplit(asking.platform, signedIn(asking), {
            thingId,
            parts: args.input.parts,
          });
        },
        args.input.url ? { thing: 'url' } : {},
      ),
  }),
);
