import type { ThingId, UserId } from '../ids.ts';
import type { Day } from '../month.ts';
import type { MonthPart } from './plan-dispute.ts';

/** Where the escrow of a thing and month is by now. */
export type EscrowFate =
  | { readonly state: 'WAITING' }
  | { readonly state: 'RETURNED' }
  | { readonly state: 'RELEASED'; readonly to: UserId; readonly earnedOn: Day | undefined };

/** What a dispute wants of a supporter's share of a thing, or wanted and gave back. */
export type Want = {
  readonly kind: MonthPart['kind'];
  readonly availableOn: Day | undefined;
  readonly wantedMicros: bigint;
  readonly takenMicros: bigint;
  /** Whether it was not given back. */
  readonly standing: boolean;
  /** The day of the earning as which it was given back, after its escrow had been released. */
  readonly givenOn: Day | undefined;
};

export type EscrowedShare = {
  readonly supporterId: UserId;
  readonly thingId: ThingId;
  readonly shareMicros: bigint;
  readonly fate: EscrowFate;
  readonly wants: readonly Want[];
};

/**
 * What a supporter's share of a thing that had no creator is by now, less what disputes want of it: in the escrow; in the earnings
 * of whoever it was released to; or in the supporter's wallet, with its part of the fee where nobody came for it.
 */
export const escrowedShare = (
  { supporterId, thingId, shareMicros, fate, wants }: EscrowedShare,
  feeOf: (shareMicros: bigint) => bigint,
): readonly MonthPart[] => {
  const standing = wants.filter((want) => want.standing);
  const left = shareMicros - wantedOf(standing.filter(({ kind }) => kind === 'ESCROW'));
  if (fate.state === 'WAITING') return [{ kind: 'ESCROW', thingId, micros: left }];
  if (fate.state === 'RETURNED' || fate.to === supporterId) {
    const feeMicros = fate.state === 'RETURNED' ? feeOf(left) : 0n;
    const wanted = wantedOf(standing.filter(({ kind }) => kind === 'RETURNED'));
    return [{ kind: 'RETURNED', thingId, micros: left + feeMicros - wanted }];
  }
  const { to: creatorId, earnedOn } = fate;
  const later = wants.flatMap(({ givenOn, takenMicros }) =>
    givenOn ? [{ day: givenOn, micros: takenMicros }] : [],
  );
  const first = { day: earnedOn, micros: later.reduce((rest, { micros }) => rest - micros, left) };
  return [first, ...later].flatMap(({ day, micros }): readonly MonthPart[] => {
    if (micros === 0n) return [];
    if (!day) throw new Error(`${micros} micros of ${thingId} were released, and earned on no day`);
    const wanted = wantedOf(
      standing.filter(({ kind, availableOn }) => kind === 'EARNINGS' && availableOn === day),
    );
    return [{ kind: 'EARNINGS', thingId, creatorId, availableOn: day, micros: micros - wanted }];
  });
};

const wantedOf = (wants: readonly Want[]): bigint =>
  wants.reduce((sum, { wantedMicros }) => sum + wantedMicros, 0n);
