import { readRecoveryCodesLeft } from '@flattr/domain/users/read-recovery-codes-left';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import '../session/type.ts';
import './passkey.ts';
import { viewerRef } from './type.ts';

builder.prismaObjectFields(viewerRef, (t) => ({
  emailVerified: t.exposeBoolean('emailVerified', {
    authScopes: { session: true },
    description:
      'Whether the viewer has proven the address by a mailed link; without that there is no claim and no payout account. For a signed-in person only.',
  }),
  twoFactorEnabled: t.exposeBoolean('twoFactorEnabled', {
    authScopes: { session: true },
    description:
      'Whether signing in takes a code of an authenticator app as well. For a signed-in person only.',
  }),
  recoveryCodesLeft: t.int({
    authScopes: { session: true },
    description:
      'How many recovery codes are not used; 0 without an authenticator app. For a signed-in person only.',
    resolve: (_viewer, _args, asking) => readRecoveryCodesLeft(asking.platform.pool, signedIn(asking)),
  }),
  passkeys: t.relation('passkeys', {
    authScopes: { session: true },
    description: 'The viewer’s passkeys, the newest first. For a signed-in person only.',
    query: { orderBy: { id: 'desc' } },
  }),
  sessions: t.relation('sessions', {
    authScopes: { session: true },
    description: 'Where the viewer is signed in, the last seen first. For a signed-in person only.',
    query: () => ({
      where: { expiresAt: { gt: new Date() } },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    }),
  }),
}));
