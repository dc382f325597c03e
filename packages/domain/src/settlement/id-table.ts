import { type IdKey, idOfKey } from '../ids.ts';

const idBytes = 16;

/** Ids by number, 0 and up, found by their bytes: a million of them take little memory and no object each. */
export type IdTable = {
  readonly size: number;
  /** The ids one after the other, 16 bytes each. It is another one once the table has grown. */
  readonly bytes: Buffer;
  /** The number of the id that stands at a place, or -1. */
  find(of: Buffer, at: number): number;
  /** The same, of one that gets the next number if it is new. */
  add(of: Buffer, at: number): number;
  key(number: number): IdKey;
  text(number: number): string;
};

export const idTable = (): IdTable => {
  let size = 0;
  let room = 1024;
  let bytes = Buffer.alloc(room * idBytes);
  let places = new Int32Array(4 * room).fill(-1);
  const sameAt = (number: number, of: Buffer, at: number): boolean => {
    const start = number * idBytes;
    // The last bytes differ first: they are the random ones.
    for (let byte = idBytes - 1; byte >= 0; byte--) if (bytes[start + byte] !== of[at + byte]) return false;
    return true;
  };
  /** The place where an id stands, or would. */
  const placeOf = (of: Buffer, at: number): number => {
    const mask = places.length - 1;
    for (let place = hashAt(of, at) & mask; ; place = (place + 1) & mask) {
      const number = places[place] ?? -1;
      if (number < 0 || sameAt(number, of, at)) return place;
    }
  };
  const grow = () => {
    room *= 2;
    bytes = Buffer.concat([bytes], room * idBytes);
    places = new Int32Array(4 * room).fill(-1);
    for (let number = 0; number < size; number++) places[placeOf(bytes, number * idBytes)] = number;
  };
  return {
    get size() {
      return size;
    },
    get bytes() {
      return bytes;
    },
    find: (of, at) => places[placeOf(of, at)] ?? -1,
    add: (of, at) => {
      const place = placeOf(of, at);
      const known = places[place] ?? -1;
      if (known >= 0) return known;
      const number = size;
      of.copy(bytes, number * idBytes, at, at + idBytes);
      places[place] = number;
      size += 1;
      if (size === room) grow();
      return number;
    },
    key: (number) => bytes.toString('latin1', number * idBytes, (number + 1) * idBytes) as IdKey,
    text: (number) => idOfKey(bytes.toString('latin1', number * idBytes, (number + 1) * idBytes) as IdKey),
  };
};

/** Any id spreads: the bytes of its time, which neighbours share, count as much as the random ones. */
const hashAt = (of: Buffer, at: number): number => {
  let hash = 0;
  for (let byte = 0; byte < idBytes; byte += 4)
    hash = Math.imul(hash ^ of.readInt32LE(at + byte), 0x9e3779b1);
  return hash ^ (hash >>> 15);
};
