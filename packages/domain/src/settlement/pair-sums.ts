/** Sums and counts by pairs of numbers, in the order in which the pairs came; they take no object each. */
export type PairSums = {
  readonly size: number;
  add(one: number, other: number, micros: bigint, count?: number): void;
  oneOf(pair: number): number;
  otherOf(pair: number): number;
  microsOf(pair: number): bigint;
  countOf(pair: number): number;
};

export const pairSums = (): PairSums => {
  let size = 0;
  let room = 1024;
  let pairs = new Int32Array(2 * room);
  let micros = new BigInt64Array(room);
  let counts = new Int32Array(room);
  let places = new Int32Array(4 * room).fill(-1);
  /** Where a pair's number stands, or would. */
  const placeOf = (one: number, other: number): number => {
    const mask = places.length - 1;
    const hash = Math.imul(Math.imul(one, 0x9e3779b1) ^ other, 0x85ebca6b);
    for (let place = (hash ^ (hash >>> 15)) & mask; ; place = (place + 1) & mask) {
      const number = places[place] ?? -1;
      if (number < 0 || (pairs[2 * number] === one && pairs[2 * number + 1] === other)) return place;
    }
  };
  const grow = () => {
    room *= 2;
    pairs = copied(new Int32Array(2 * room), pairs);
    micros = copied(new BigInt64Array(room), micros);
    counts = copied(new Int32Array(room), counts);
    places = new Int32Array(4 * room).fill(-1);
    for (let number = 0; number < size; number++)
      places[placeOf(pairs[2 * number] ?? 0, pairs[2 * number + 1] ?? 0)] = number;
  };
  return {
    get size() {
      return size;
    },
    add: (one, other, amount, count = 1) => {
      const place = placeOf(one, other);
      let number = places[place] ?? -1;
      if (number < 0) {
        number = size;
        places[place] = number;
        pairs[2 * number] = one;
        pairs[2 * number + 1] = other;
        size += 1;
      }
      // What is known to fit into 64 bits is added without an object.
      micros[number] = BigInt.asIntN(64, (micros[number] as bigint) + amount);
      counts[number] = (counts[number] as number) + count;
      if (size === room) grow();
    },
    oneOf: (pair) => pairs[2 * pair] ?? -1,
    otherOf: (pair) => pairs[2 * pair + 1] ?? -1,
    microsOf: (pair) => micros[pair] ?? 0n,
    countOf: (pair) => counts[pair] ?? 0,
  };
};

const copied = <Numbers extends { set(numbers: Numbers): void }>(
  into: Numbers,
  numbers: Numbers,
): Numbers => {
  into.set(numbers);
  return into;
};
