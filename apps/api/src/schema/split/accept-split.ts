import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ProposalParts, proposalPayload } from './payload.ts';

const input = builder.inputType('AcceptSplitInput', {
  description: 'A proposal to accept.',
  fields: (t) => ({ proposal: t.id({ required: true, description: 'The proposal’s `id`.' }) }),
});

const payload = proposalPayload(
  'AcceptSplitPayload',
  'The accepted proposal.',
  '`PROPOSAL_UNKNOWN`, `PROPOSAL_ENDED`, `ALREADY_ACCEPTED`',
);

builder.mutationField('acceptSplit', (t) =>
  t.field({
    type: payload,
    description:
      'Accepts the viewer’s part of a proposal. The last one to accept puts it in force whole, for the month that the clock is in and those after it. Whoever has a part in a thing cannot flattr it: a flattr of the viewer on it no longer counts. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which proposal.' }) },
    resolve: (_root, { input: { proposal } }, asking) =>
      answer<ProposalParts>(async (parts) => {
        await acceptSplit(asking.platform, signedIn(asking), proposal);
        parts.splitId = proposal;
      }),
  }),
);
