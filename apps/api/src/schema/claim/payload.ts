import { builder } from '../builder.ts';
import { type Answer, errorsDescription, refusalRef } from '../errors.ts';
import { claimRef } from './type.ts';

export type ClaimParts = { claimId: string };

/** The payload of a mutation that does something to a claim and may refuse with these codes. */
export const claimPayload = (name: string, description: string, codes: string) =>
  builder.objectRef<Answer<ClaimParts>>(name).implement({
    description,
    fields: (t) => ({
      claim: t.prismaField({
        type: claimRef,
        nullable: true,
        description: 'The claim as it stands now; null if it was refused.',
        resolve: (query, { claimId }, _args, { platform }) =>
          claimId ? platform.db.claim.findUnique({ ...query, where: { id: claimId } }) : null,
      }),
      errors: t.field({
        type: [refusalRef],
        description: `${errorsDescription} In this order: ${codes}.`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });
