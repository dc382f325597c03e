import { checkClaim } from '@flattr/domain/claims/check-claim';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ClaimParts, claimPayload } from './payload.ts';

const input = builder.inputType('CheckClaimInput', {
  description: 'A claim to look at.',
  fields: (t) => ({ claim: t.id({ required: true, description: 'The claim’s `id`.' }) }),
});

const payload = claimPayload(
  'CheckClaimPayload',
  'The claim after the look.',
  '`CLAIM_UNKNOWN`, `CLAIM_WITHDRAWN`, `CHECKED_JUST_NOW`',
);

builder.mutationField('checkClaim', (t) =>
  t.field({
    type: payload,
    description:
      'Looks now for the proof of a claim of the viewer, in each of its ways; `findings` says what was there. It takes up to 10 seconds. A proof that is not there is no error. For a token: scope `CLAIMS_WRITE`.',
    authScopes: { scope: 'claims:write' },
    args: { input: t.arg({ type: input, required: true, description: 'Which claim.' }) },
    resolve: (_root, { input: { claim } }, asking) =>
      answer<ClaimParts>(async (parts) => {
        await checkClaim(asking.platform, signedIn(asking), claim);
        parts.claimId = claim;
      }),
  }),
);
