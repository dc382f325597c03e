import { isId } from '@flattr/domain/ids';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { claimRef } from '../claim/type.ts';
import '../site/type.ts';
import { viewerRef } from './type.ts';

builder.prismaObjectFields(viewerRef, (t) => ({
  claims: t.relatedConnection('claims', {
    cursor: 'id',
    totalCount: true,
    skipTypeScopes: true,
    authScopes: { scope: 'claims:write' },
    description:
      'The viewer’s claims to sites that are not withdrawn, newest first. For a token: scope `CLAIMS_WRITE`.',
    query: { where: { state: { not: 'WITHDRAWN' } }, orderBy: { id: 'desc' } },
  }),
  claim: t.prismaField({
    type: claimRef,
    nullable: true,
    skipTypeScopes: true,
    authScopes: { scope: 'claims:write' },
    description:
      'A claim of the viewer by its `id`, a withdrawn one too; null if they have no such claim. For a token: scope `CLAIMS_WRITE`.',
    args: { id: t.arg.id({ required: true, description: 'The claim’s `id`.' }) },
    resolve: (query, _viewer, { id }, asking) =>
      isId(id)
        ? asking.platform.db.claim.findFirst({ ...query, where: { id, userId: signedIn(asking) } })
        : null,
  }),
  sites: t.relatedConnection('sites', {
    cursor: 'id',
    totalCount: true,
    authScopes: { session: true },
    description: 'The sites that are the viewer’s, newest first. For a signed-in person only.',
    query: { where: { endedAt: null }, orderBy: { id: 'desc' } },
  }),
}));
