import { revokeToken } from '@flattr/domain/access/revoke-token';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { tokenRef } from './type.ts';

const input = builder.inputType('RevokeTokenInput', {
  description: 'A token to end.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The token’s `id`.' }) }),
});

type Parts = { tokenId: string };

const payload = builder.objectRef<Answer<Parts>>('RevokeTokenPayload').implement({
  description: 'The token that ended.',
  fields: (t) => ({
    token: t.prismaField({
      type: tokenRef,
      nullable: true,
      description: 'The token; null if it was refused.',
      resolve: (query, { tokenId }, _args, { platform }) =>
        tokenId ? platform.db.token.findUnique({ ...query, where: { id: tokenId } }) : null,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`TOKEN_UNKNOWN\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('revokeToken', (t) =>
  t.field({
    type: payload,
    description:
      'Ends a token of the viewer at once. Revoking it again changes nothing. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which token.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        await revokeToken(asking.platform, signedIn(asking), args.input.id);
        parts.tokenId = args.input.id;
      }),
  }),
);
