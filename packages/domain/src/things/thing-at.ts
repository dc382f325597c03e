/**
 * The id of the thing at a canonical address, in SQL, `address` being a parameter or a column: the thing that is there, else the
 * one that was there before it moved; null where there is neither.
 */
export const thingAt = (address: string): string =>
  `coalesce((SELECT id FROM things WHERE url = ${address}), (SELECT thing_id FROM thing_aliases WHERE url = ${address}))`;

/** The address at which the thing of a canonical address is now, in SQL; the same address where no thing has moved away from it. */
export const presentUrl = (address: string): string =>
  `coalesce((SELECT t.url FROM thing_aliases a JOIN things t ON t.id = a.thing_id WHERE a.url = ${address}), ${address})`;
