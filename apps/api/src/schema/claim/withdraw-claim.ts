import { withdrawClaim } from '@flattr/domain/claims/withdraw-claim';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ClaimParts, claimPayload } from './payload.ts';

const input = builder.inputType('WithdrawClaimInput', {
  description: 'A claim to give up.',
  fields: (t) => ({ claim: t.id({ required: true, description: 'The claim’s `id`.' }) }),
});

const payload = claimPayload(
  'WithdrawClaimPayload',
  'The withdrawn claim.',
  '`CLAIM_UNKNOWN`, `CLAIM_WITHDRAWN`',
);

builder.mutationField('withdrawClaim', (t) =>
  t.field({
    type: payload,
    description:
      'Gives a claim of the viewer up for good, with the site if it stood. Things that became theirs stay theirs. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which claim.' }) },
    resolve: (_root, { input: { claim } }, asking) =>
      answer<ClaimParts>(async (parts) => {
        await withdrawClaim(asking.platform, signedIn(asking), claim);
        parts.claimId = claim;
      }),
  }),
);
