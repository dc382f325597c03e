import type { Part } from '@flattr/domain/splits/split-parts';
import { builder } from '../builder.ts';
import { userRef } from '../user/type.ts';

const basisPoints = {
  description: 'Their part of each share, in basis points: hundredths of a percent, 1 to 10,000.',
};

/** A part of the split that is in force, for everybody to see. */
export const splitPartRef = builder.objectRef<Part>('SplitPart').implement({
  description: 'One beneficiary of a thing, with their part of what it is given.',
  fields: (t) => ({
    beneficiary: t.prismaField({
      type: userRef,
      description: 'Who receives it.',
      resolve: (query, { beneficiaryId }, _args, { platform }) =>
        platform.db.user.findUniqueOrThrow({ ...query, where: { id: beneficiaryId } }),
    }),
    basisPoints: t.exposeInt('basisPoints', basisPoints),
  }),
});

export const proposedPartRef = builder.prismaObject('SplitPart', {
  name: 'ProposedPart',
  description: 'One beneficiary of a proposal, and whether they accepted.',
  fields: (t) => ({
    beneficiary: t.relation('beneficiary', { description: 'Who would receive it.' }),
    basisPoints: t.exposeInt('basisPoints', basisPoints),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they accepted, the proposer by proposing; null while they have not.',
    }),
  }),
});
