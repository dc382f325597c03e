import { refuseFlattrs } from '@flattr/domain/claims/refuse-flattrs';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ClaimParts, claimPayload } from './payload.ts';

const input = builder.inputType('RefuseFlattrsInput', {
  description: 'A claim whose site takes part, or does not.',
  fields: (t) => ({
    claim: t.id({ required: true, description: 'The claim’s `id`.' }),
    refuses: t.boolean({
      required: true,
      description: 'True to take part no more, false to take part again.',
    }),
  }),
});

const payload = claimPayload(
  'RefuseFlattrsPayload',
  'The claim with what was said.',
  '`CLAIM_UNKNOWN`, `CLAIM_WITHDRAWN`, `CLAIM_NOT_PROVEN`',
);

builder.mutationField('refuseFlattrs', (t) =>
  t.field({
    type: payload,
    description:
      'Says for a proven site of the viewer that it does not take part: while it is theirs, nothing in it has a page or takes a flattr, and what waits for it goes back to those who gave it. It can be taken back; what went back does not come again. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which claim, and what.' }) },
    resolve: (_root, { input: { claim, refuses } }, asking) =>
      answer<ClaimParts>(async (parts) => {
        await refuseFlattrs(asking.platform, signedIn(asking), { claimId: claim, refuses });
        parts.claimId = claim;
      }),
  }),
);
