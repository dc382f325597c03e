import { withdrawSplit } from '@flattr/domain/splits/withdraw-split';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ProposalParts, proposalPayload } from './payload.ts';

const input = builder.inputType('WithdrawSplitInput', {
  description: 'A proposal to take back.',
  fields: (t) => ({ proposal: t.id({ required: true, description: 'The proposal’s `id`.' }) }),
});

const payload = proposalPayload(
  'WithdrawSplitPayload',
  'The withdrawn proposal.',
  '`PROPOSAL_UNKNOWN`, `PROPOSAL_ENDED`, `SPLIT_IN_FORCE`',
);

builder.mutationField('withdrawSplit', (t) =>
  t.field({
    type: payload,
    description:
      'Takes back a proposal that the viewer made and that is not in force yet. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which proposal.' }) },
    resolve: (_root, { input: { proposal } }, asking) =>
      answer<ProposalParts>(async (parts) => {
        await withdrawSplit(asking.platform, signedIn(asking), proposal);
        parts.splitId = proposal;
      }),
  }),
);
