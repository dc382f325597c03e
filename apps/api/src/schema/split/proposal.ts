import { builder } from '../builder.ts';
import { proposedPartRef } from './part.ts';

const stateDescriptions = {
  OPEN: 'Not everybody has accepted yet. What was in force before stays.',
  IN_FORCE:
    'Everybody accepted, and it counts, until another one takes its place: so it stands in the answer of the last `acceptSplit`.',
  DECLINED: 'A beneficiary declined, and it is over.',
  WITHDRAWN: 'Its proposer took it back or proposed another, and it is over.',
} as const;

type ProposalState = keyof typeof stateDescriptions;

const proposalStateRef = builder.enumType('SplitProposalState', {
  description: 'How a proposal stands.',
  values: Object.fromEntries(
    Object.entries(stateDescriptions).map(([state, description]) => [state, { value: state, description }]),
  ) as Record<ProposalState, { value: ProposalState; description: string }>,
});

type Row = {
  readonly fromMonth: string | null;
  readonly endedById: string | null;
  readonly proposerId: string;
};

const stateOf = ({ fromMonth, endedById, proposerId }: Row): ProposalState => {
  if (fromMonth) return 'IN_FORCE';
  if (!endedById) return 'OPEN';
  return endedById === proposerId ? 'WITHDRAWN' : 'DECLINED';
};

export const splitProposalRef = builder.prismaObject('Split', {
  name: 'SplitProposal',
  description:
    'A split as its thing’s creator proposed it, for those alone whom it concerns. It takes effect whole when the last beneficiary has accepted.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, for `acceptSplit`, `declineSplit` and `withdrawSplit`.' }),
    thing: t.relation('thing', { description: 'What is to be shared.' }),
    proposer: t.relation('proposer', { description: 'Who proposed it.' }),
    proposedAt: t.expose('proposedAt', { type: 'DateTime', description: 'When.' }),
    state: t.field({
      type: proposalStateRef,
      description: 'How it stands.',
      select: { fromMonth: true, endedById: true, proposerId: true },
      resolve: stateOf,
    }),
    fromMonth: t.expose('fromMonth', {
      type: 'Month',
      nullable: true,
      description:
        'The first month for which it counts, in the answer of the mutation that put it in force; null before that. A split in force is no proposal any more: `Thing.split` has it.',
    }),
    parts: t.field({
      type: [proposedPartRef],
      description: 'Who would receive how much: 10,000 basis points together, largest first.',
      select: (_args, _ctx, nestedSelection) => ({
        parts: nestedSelection({ orderBy: [{ basisPoints: 'desc' }, { beneficiaryId: 'asc' }] }),
      }),
      resolve: ({ parts }) => parts,
    }),
  }),
});
