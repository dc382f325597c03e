import { thingAt } from './cast.ts';
import type { Proposal } from './supporter.ts';

type Person = { handle: string; name: string };

/** An open proposal of somebody to somebody, of a third for them. */
export const proposalTo = (
  beneficiary: Person,
  proposer: Person = { handle: 'mirna', name: 'Mirna Petrović' },
): Proposal => ({
  id: '0199e7a0-0000-7000-8000-0000000000aa',
  state: 'OPEN',
  fromMonth: null,
  proposedAt: '2026-11-20T09:00:00Z',
  proposer,
  thing: { ...thingAt(0) },
  parts: [
    { beneficiary: proposer, basisPoints: 6_667, acceptedAt: '2026-11-20T09:00:00Z' },
    { beneficiary, basisPoints: 3_333, acceptedAt: null },
  ],
});
