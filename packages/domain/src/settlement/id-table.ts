import { type IdKey, idOfKey } from '../ids.ts';
import { compareId, copyId, hashOfId, idBytes, sameId, viewOf } from './id-bytes.ts';

/** Ids by number, 0 and up, found by their bytes: a million of them take little memory and no object each. */
export type IdTable = {
  readonly size: number;
  /** The ids one after the other, 16 bytes each. It is another one once the table has grown. */
  readonly view: DataView;
  /** The number of an id, or -1. */
  find(key: IdKey): number;
  /** The number of the id that stands at a place, the next one if it is new. */
  addAt(of: DataView, at: number): number;
  add(key: IdKey): number;
  key(number: number): IdKey;
  text(number: number): string;
};

export const idTable = (): IdTable => {
  let size = 0;
  let room = 1024;
  let bytes = Buffer.alloc(room * idBytes);
  let view = viewOf(bytes);
  let places = new Int32Array(4 * room).fill(-1);
  const asked = Buffer.alloc(idBytes);
  const askedView = viewOf(asked);
  /** The place where an id stands, or would. */
  const placeOf = (of: DataView, at: number): number => {
    const mask = places.length - 1;
    for (let place = hashOfId(of, at) & mask; ; place = (place + 1) & mask) {
      const number = places[place] ?? -1;
      if (number < 0 || sameId(view, number * idBytes, of, at)) return place;
    }
  };
  const grow = () => {
    room *= 2;
    bytes = Buffer.concat([bytes], room * idBytes);
    view = viewOf(bytes);
    places = new Int32Array(4 * room).fill(-1);
    for (let number = 0; number < size; number++) places[placeOf(view, number * idBytes)] = number;
  };
  const addAt = (of: DataView, at: number): number => {
    const place = placeOf(of, at);
    const known = places[place] ?? -1;
    if (known >= 0) return known;
    const number = size;
    copyId(of, at, view, number * idBytes);
    places[place] = number;
    size += 1;
    if (size === room) grow();
    return number;
  };
  const key = (number: number) => bytes.toString('latin1', number * idBytes, (number + 1) * idBytes) as IdKey;
  return {
    get size() {
      return size;
    },
    get view() {
      return view;
    },
    find: (of) => {
      asked.write(of, 'latin1');
      return places[placeOf(askedView, 0)] ?? -1;
    },
    addAt,
    add: (of) => {
      asked.write(of, 'latin1');
      return addAt(askedView, 0);
    },
    key,
    text: (number) => idOfKey(key(number)),
  };
};

/** The order of two ids of a table: negative, 0 or positive. */
export const compareIds = ({ view }: IdTable, one: number, other: number): number =>
  compareId(view, one * idBytes, view, other * idBytes);
