import { hash } from 'node:crypto';
import type { IdKey } from '../ids.ts';
import type { Month } from '../month.ts';
import { copyId, idBytes, viewOf } from './id-bytes.ts';

const tagBytes = 32;

/** Ranks what is equal otherwise: SHA-256(month ‖ supporter tag ‖ thing id ‖ beneficiary id, if there is one), in hex. */
export type TieBreaker = {
  ofThing(thing: IdKey): string;
  ofBeneficiary(thing: IdKey, beneficiary: IdKey): string;
  /** The same of a thing whose id stands at a place. */
  ofThingAt(view: DataView, at: number): string;
};

/** Tie-breakers of one month, one supporter's after the other: each is good until the next is asked for. */
export const tieBreakers = (month: Month): ((supporterTag: Uint8Array) => TieBreaker) => {
  const start = month.length + tagBytes;
  const long = Buffer.alloc(start + 2 * idBytes);
  const short = long.subarray(0, start + idBytes);
  const view = viewOf(long);
  long.write(month, 'latin1');
  const ties: TieBreaker = {
    ofThing: (thing) => {
      long.write(thing, start, 'latin1');
      return hash('sha256', short, 'hex');
    },
    ofBeneficiary: (thing, beneficiary) => {
      long.write(thing, start, 'latin1');
      long.write(beneficiary, start + idBytes, 'latin1');
      return hash('sha256', long, 'hex');
    },
    ofThingAt: (from, at) => {
      copyId(from, at, view, start);
      return hash('sha256', short, 'hex');
    },
  };
  return (supporterTag) => {
    long.set(supporterTag, month.length);
    return ties;
  };
};

export const tieBreaker = (month: Month, supporterTag: Uint8Array): TieBreaker =>
  tieBreakers(month)(supporterTag);
