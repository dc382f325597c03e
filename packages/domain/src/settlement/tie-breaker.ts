import { hash } from 'node:crypto';
import type { IdKey } from '../ids.ts';
import type { Month } from '../month.ts';

const idBytes = 16;

/** Ranks what is equal otherwise: SHA-256(month ‖ supporter tag ‖ thing id ‖ beneficiary id, if there is one), in hex. */
export type TieBreaker = {
  ofThing(thing: IdKey): string;
  ofBeneficiary(thing: IdKey, beneficiary: IdKey): string;
  /** The same of a thing whose id stands at a place. */
  ofThingAt(bytes: Buffer, at: number): string;
};

export const tieBreaker = (month: Month, supporterTag: Uint8Array): TieBreaker => {
  const start = month.length + supporterTag.length;
  const long = Buffer.allocUnsafe(start + 2 * idBytes);
  const short = long.subarray(0, start + idBytes);
  long.write(month, 'latin1');
  long.set(supporterTag, month.length);
  const ofThing = (thing: IdKey): string => {
    long.write(thing, start, 'latin1');
    return hash('sha256', short, 'hex');
  };
  return {
    ofThing,
    ofBeneficiary: (thing, beneficiary) => {
      long.write(thing, start, 'latin1');
      long.write(beneficiary, start + idBytes, 'latin1');
      return hash('sha256', long, 'hex');
    },
    ofThingAt: (bytes, at) => {
      bytes.copy(long, start, at, at + idBytes);
      return hash('sha256', short, 'hex');
    },
  };
};
