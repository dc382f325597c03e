import type { ClaimId, UserId } from '../ids.ts';
import { addDays } from '../month.ts';
import { sitesOverlap } from './claimable-site.ts';

export const claimStates = ['OPEN', 'WAITING', 'FROZEN', 'STANDING', 'SUSPENDED', 'WITHDRAWN'] as const;

export type ClaimState = (typeof claimStates)[number];

/** How long a proof has to be there without a rival. */
export const waitingDays = 14;
/** After how long a claim that stands is looked at again. */
export const recheckDays = 30;
/** How long a proof may be missing, at two looks or more, before it is gone. */
export const missingDays = 7;

/** What decides how a claim that is not withdrawn stands. */
export type LiveClaim = {
  readonly id: ClaimId;
  readonly userId: UserId;
  readonly site: string;
  readonly state: ClaimState;
  readonly provenAt: Date | null;
  readonly waitingSince: Date | null;
  readonly stoodAt: Date | null;
  readonly checkedAt: Date | null;
  readonly seenAt: Date | null;
  readonly missingSince: Date | null;
  readonly nextCheckAt: Date | null;
};

/** A claim after somebody looked for its proof: one that is missing at two looks, a week or more apart, is gone. */
export const afterLook = (claim: LiveClaim, found: boolean, now: Date): LiveClaim => {
  const looked = { ...claim, checkedAt: now };
  if (found) return { ...looked, provenAt: claim.provenAt ?? now, seenAt: now, missingSince: null };
  if (!claim.provenAt) return looked;
  const missingSince = claim.missingSince ?? now;
  if (now < addDays(missingSince, missingDays)) return { ...looked, missingSince };
  return { ...looked, provenAt: null, waitingSince: null, missingSince: null };
};

/**
 * How the claims of one host stand, given each other. Proven claims of two people to one site, or to a site and what it lies
 * in, freeze each other; a proof that is there for 14 days without a rival, and is seen at their end, stands.
 */
export const decideStates = (claims: readonly LiveClaim[], now: Date): readonly LiveClaim[] =>
  claims.map((claim) => {
    const decided = decideState(claim, claims, now);
    return { ...decided, nextCheckAt: nextCheck(decided, now) };
  });

const decideState = (claim: LiveClaim, claims: readonly LiveClaim[], now: Date): LiveClaim => {
  if (!claim.provenAt) return { ...claim, waitingSince: null, state: claim.stoodAt ? 'SUSPENDED' : 'OPEN' };
  if (claims.some((other) => areRivals(claim, other)))
    return { ...claim, waitingSince: null, state: 'FROZEN' };
  if (claim.stoodAt) return { ...claim, waitingSince: null, state: 'STANDING' };
  const waitingSince = claim.waitingSince ?? now;
  const over = addDays(waitingSince, waitingDays);
  if (claim.seenAt && claim.seenAt >= over && !claim.missingSince)
    return { ...claim, waitingSince: null, stoodAt: now, state: 'STANDING' };
  return { ...claim, waitingSince, state: 'WAITING' };
};

const areRivals = (one: LiveClaim, other: LiveClaim): boolean =>
  one.userId !== other.userId && other.provenAt !== null && sitesOverlap(one.site, other.site);

const nextCheck = (claim: LiveClaim, now: Date): Date | null => {
  const { state, missingSince, waitingSince, checkedAt } = claim;
  const after = (since: Date | null, days: number) => addDays(since ?? now, days);
  if (state === 'OPEN' || state === 'WITHDRAWN') return null;
  if (missingSince) return latest(after(missingSince, missingDays), after(checkedAt, 1));
  if (state === 'WAITING') return after(waitingSince, waitingDays);
  return after(checkedAt, state === 'FROZEN' ? 1 : recheckDays);
};

const latest = (one: Date, other: Date): Date => (one > other ? one : other);
