import { builder } from '../builder.ts';
import { type Answer, errorsDescription, refusalRef } from '../errors.ts';
import { splitProposalRef } from './proposal.ts';

export type ProposalParts = { splitId: string };

/** The payload of a mutation that does something to a proposal and may refuse with these codes. */
export const proposalPayload = (name: string, description: string, codes: string) =>
  builder.objectRef<Answer<ProposalParts>>(name).implement({
    description,
    fields: (t) => ({
      proposal: t.prismaField({
        type: splitProposalRef,
        nullable: true,
        description: 'The proposal as it stands now; null if it was refused.',
        resolve: (query, { splitId }, _args, { platform }) =>
          splitId ? platform.db.split.findUnique({ ...query, where: { id: splitId } }) : null,
      }),
      errors: t.field({
        type: [refusalRef],
        description: `${errorsDescription} In this order: ${codes}.`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });
