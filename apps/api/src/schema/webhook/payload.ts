import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, errorsDescription, refusalRef } from '../errors.ts';
import { webhookDeliveryRef } from './delivery.ts';
import { webhookEndpointRef } from './endpoint.ts';

export type EndpointParts = { endpointId: string; secret: string };

/** The payload of a mutation that answers with an endpoint, and with its secret where it is shown. */
export const endpointPayload = (
  name: string,
  { description, refusals, secret }: { description: string; refusals: string; secret: boolean },
) =>
  builder.objectRef<Answer<EndpointParts>>(name).implement({
    description,
    fields: (t) => ({
      ...(secret && {
        secret: t.string({
          nullable: true,
          description:
            'The secret `whsec_…` that signs, shown this once: verify each webhook with it. Null if it was refused.',
          resolve: (parts) => parts.secret,
        }),
      }),
      endpoint: t.prismaField({
        type: webhookEndpointRef,
        nullable: true,
        description: 'The endpoint; null if it was refused.',
        resolve: (query, { endpointId }, _args, asking) =>
          endpointId
            ? asking.platform.db.webhookEndpoint.findFirst({
                ...query,
                where: { id: endpointId, userId: signedIn(asking) },
              })
            : null,
      }),
      errors: t.field({
        type: [refusalRef],
        description: `${errorsDescription} ${refusals}`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });

export type DeliveryParts = { deliveryId: string };

export const deliveryPayload = (
  name: string,
  { description, refusals }: { description: string; refusals: string },
) =>
  builder.objectRef<Answer<DeliveryParts>>(name).implement({
    description,
    fields: (t) => ({
      delivery: t.prismaField({
        type: webhookDeliveryRef,
        nullable: true,
        description: 'The delivery, as it stands by now; null if it was refused.',
        resolve: (query, { deliveryId }, _args, asking) =>
          deliveryId
            ? asking.platform.db.webhookDelivery.findFirst({
                ...query,
                where: { id: deliveryId, endpoint: { userId: signedIn(asking) } },
              })
            : null,
      }),
      errors: t.field({
        type: [refusalRef],
        description: `${errorsDescription} ${refusals}`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });
