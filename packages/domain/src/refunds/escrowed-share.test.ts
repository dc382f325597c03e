import { describe, expect, it } from 'vitest';
import { newId, type ThingId, type UserId } from '../ids.ts';
import type { Day } from '../month.ts';
import { type EscrowFate, escrowedShare, type Want } from './escrowed-share.ts';

const [song, ada, maker] = [newId<ThingId>(), newId<UserId>(), newId<UserId>()];
const [first, later] = ['2027-02-20' as Day, '2027-03-01' as Day];

const want = (kind: Want['kind'], wantedMicros: bigint, rest: Partial<Want> = {}): Want => ({
  kind,
  availableOn: undefined,
  wantedMicros,
  takenMicros: wantedMicros,
  standing: true,
  givenOn: undefined,
  ...rest,
});

const now = (fate: EscrowFate, ...wants: Want[]) =>
  escrowedShare(
    { supporterId: ada, thingId: song, shareMicros: 100n, fate, wants },
    (micros) => micros / 10n,
  ).map((part) => [part.kind, part.micros, 'availableOn' in part ? part.availableOn : undefined]);

describe('a share of a thing that had no creator', () => {
  it('waits in the escrow, less what disputes want of it', () => {
    expect(now({ state: 'WAITING' }, want('ESCROW', 30n))).toEqual([['ESCROW', 70n, undefined]]);
  });

  it('comes back with the fee of what no dispute took, less what disputes want of that', () => {
    const wants = [want('ESCROW', 30n), want('RETURNED', 7n)];
    expect(now({ state: 'RETURNED' }, ...wants)).toEqual([['RETURNED', 70n + 7n - 7n, undefined]]);
  });

  it('comes back without a fee to a supporter who turns out to be its creator', () => {
    expect(now({ state: 'RELEASED', to: ada, earnedOn: undefined }, want('ESCROW', 30n))).toEqual([
      ['RETURNED', 70n, undefined],
    ]);
  });

  it('is its creator’s earning of the day of the release, and of the day on which a dispute gave some of it back', () => {
    const fate = { state: 'RELEASED', to: maker, earnedOn: first } as const;
    const givenBack = want('ESCROW', 30n, { standing: false, givenOn: later });
    const wants = [want('ESCROW', 5n), givenBack];
    expect(now(fate, ...wants)).toEqual([
      ['EARNINGS', 65n, first],
      ['EARNINGS', 30n, later],
    ]);
    const taken = [
      want('EARNINGS', 60n, { availableOn: first }),
      want('EARNINGS', 1n, { availableOn: later }),
    ];
    expect(now(fate, ...wants, ...taken)).toEqual([
      ['EARNINGS', 5n, first],
      ['EARNINGS', 29n, later],
    ]);
  });

  it('is nothing where disputes had taken all of it before its release; that it is earned on no day otherwise is our bug', () => {
    const fate = { state: 'RELEASED', to: maker, earnedOn: undefined } as const;
    expect(now(fate, want('ESCROW', 100n))).toEqual([]);
    expect(() => now(fate, want('ESCROW', 99n))).toThrow('earned on no day');
  });
});
