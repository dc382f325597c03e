import { isId } from '@flattr/domain/ids';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { viewerRef } from '../viewer/type.ts';
import { webhookDeliveryRef } from './delivery.ts';
import { webhookEndpointRef } from './endpoint.ts';

const authScopes = { scope: 'webhooks:manage' } as const;

builder.prismaObjectFields(viewerRef, (t) => ({
  webhookEndpoints: t.relatedConnection('webhookEndpoints', {
    cursor: 'id',
    totalCount: true,
    skipTypeScopes: true,
    authScopes,
    description:
      'Where the viewer’s webhooks go, at most 20 endpoints, newest first. For a token: scope `WEBHOOKS_MANAGE`.',
    query: { orderBy: { id: 'desc' } },
  }),
  webhookEndpoint: t.prismaField({
    type: webhookEndpointRef,
    nullable: true,
    skipTypeScopes: true,
    authScopes,
    description:
      'A webhook endpoint of the viewer; null if they have no such. For a token: scope `WEBHOOKS_MANAGE`.',
    args: { id: t.arg.id({ required: true, description: 'The endpoint’s `id`.' }) },
    resolve: (query, _viewer, { id }, asking) =>
      isId(id)
        ? asking.platform.db.webhookEndpoint.findFirst({ ...query, where: { id, userId: signedIn(asking) } })
        : null,
  }),
  webhookDelivery: t.prismaField({
    type: webhookDeliveryRef,
    nullable: true,
    skipTypeScopes: true,
    authScopes,
    description:
      'A delivery to an endpoint of the viewer; null if there is no such. For a token: scope `WEBHOOKS_MANAGE`.',
    args: {
      id: t.arg.id({
        required: true,
        description: 'The delivery’s `id`, the `webhook-id` that it is sent with.',
      }),
    },
    resolve: (query, _viewer, { id }, asking) =>
      isId(id)
        ? asking.platform.db.webhookDelivery.findFirst({
            ...query,
            where: { id, endpoint: { userId: signedIn(asking) } },
          })
        : null,
  }),
}));
