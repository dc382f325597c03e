import { createToken } from '@flattr/domain/access/create-token';
import type { TokenId } from '@flattr/domain/ids';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import type { ProvenLately } from '../proven-lately.ts';
import { scopeRef, tokenRef } from './type.ts';

const input = builder.inputType('CreateTokenInput', {
  description: 'A token to make.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for, 1 to 100 characters.' }),
    scopes: t.field({ type: [scopeRef], required: true, description: 'What it may do: at least one.' }),
  }),
});

type Parts = { secret: string; tokenId: TokenId };

const payload = builder.objectRef<Answer<Parts>>('CreateTokenPayload').implement({
  description: 'The new token, with its secret.',
  fields: (t) => ({
    secret: t.string({
      nullable: true,
      description:
        'The secret `flt_pat_…`, shown this once: only its hash is kept. Send it as `Authorization: Bearer flt_pat_…`.',
      resolve: ({ secret }) => secret,
    }),
    token: t.prismaField({
      type: tokenRef,
      nullable: true,
      description: 'The token; null if it was refused.',
      resolve: (query, { tokenId }, _args, { platform }) =>
        tokenId ? platform.db.token.findUnique({ ...query, where: { id: tokenId } }) : null,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`REAUTHENTICATION_NEEDED\`, \`NAME_MISSING\`, \`SCOPE_UNKNOWN\`; \`SHOWN_ONCE\` where the request is asked again with its idempotency key.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('createToken', (t) =>
  t.field({
    type: payload,
    description: 'Makes a personal access token of the viewer. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { provenLately: true, shownOnce: ['secret'] } satisfies ShownOnce & ProvenLately,
    args: { input: t.arg({ type: input, required: true, description: 'The token.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        const { id, token } = await createToken(asking.platform, signedIn(asking), args.input);
        Object.assign(parts, { tokenId: id, secret: token });
      }),
  }),
);
