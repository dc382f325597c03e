import { declineSplit } from '@flattr/domain/splits/decline-split';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ProposalParts, proposalPayload } from './payload.ts';

const input = builder.inputType('DeclineSplitInput', {
  description: 'A proposal to decline.',
  fields: (t) => ({ proposal: t.id({ required: true, description: 'The proposal’s `id`.' }) }),
});

const payload = proposalPayload(
  'DeclineSplitPayload',
  'The declined proposal.',
  '`PROPOSAL_UNKNOWN`, `PROPOSAL_ENDED`, `SPLIT_IN_FORCE`',
);

builder.mutationField('declineSplit', (t) =>
  t.field({
    type: payload,
    description:
      'Declines the viewer’s part of a proposal, also one accepted before, and ends the proposal by that: what was in force stays. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which proposal.' }) },
    resolve: (_root, { input: { proposal } }, asking) =>
      answer<ProposalParts>(async (parts) => {
        await declineSplit(asking.platform, signedIn(asking), proposal);
        parts.splitId = proposal;
      }),
  }),
);
