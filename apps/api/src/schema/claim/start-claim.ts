import { startClaim } from '@flattr/domain/claims/start-claim';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type ClaimParts, claimPayload } from './payload.ts';

const input = builder.inputType('StartClaimInput', {
  description: 'A site to claim.',
  fields: (t) => ({
    site: t.string({
      required: true,
      description:
        'Its address: an origin such as `https://ann.example`, or a folder of it such as `https://example.com/~ann/`.',
    }),
  }),
});

const payload = claimPayload(
  'StartClaimPayload',
  'The claim.',
  '`EMAIL_UNVERIFIED`, `SITE_MALFORMED`, `URL_UNPARSABLE`, `URL_NOT_HTTP`, `URL_WITH_CREDENTIALS`, `URL_PRIVATE`, `URL_TOO_LONG`, `PUBLIC_SUFFIX`, `TOO_MANY_CLAIMS`',
);

builder.mutationField('startClaim', (t) =>
  t.field({
    type: payload,
    description:
      'Starts the viewer’s claim to a site. Nothing is theirs by that: they follow one of the `instructions` on the site and ask `checkClaim` to look. Started again it is the same claim. For a token: scope `CLAIMS_WRITE`.',
    authScopes: { scope: 'claims:write' },
    args: { input: t.arg({ type: input, required: true, description: 'Which site.' }) },
    resolve: (_root, { input: { site } }, asking) =>
      answer<ClaimParts>(async (parts) => {
        parts.claimId = await startClaim(asking.platform, signedIn(asking), site);
      }),
  }),
);
