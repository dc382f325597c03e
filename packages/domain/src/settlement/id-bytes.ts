/** An id is a UUID of 16 bytes. */
export const idBytes = 16;

/** Whether two ids are the same; the last bytes differ first, they are the random ones. */
export const sameId = (one: DataView, at: number, other: DataView, its: number): boolean =>
  one.getInt32(at + 12) === other.getInt32(its + 12) &&
  one.getInt32(at + 8) === other.getInt32(its + 8) &&
  one.getInt32(at + 4) === other.getInt32(its + 4) &&
  one.getInt32(at) === other.getInt32(its);

/** Negative, 0 or positive, by ascending bytes. */
export const compareId = (one: DataView, at: number, other: DataView, its: number): number => {
  for (let byte = 0; byte < idBytes; byte += 4) {
    const difference = one.getUint32(at + byte) - other.getUint32(its + byte);
    if (difference !== 0) return difference;
  }
  return 0;
};

export const copyId = (from: DataView, at: number, into: DataView, its: number): void => {
  for (let byte = 0; byte < idBytes; byte += 4) into.setInt32(its + byte, from.getInt32(at + byte));
};

/** Any id spreads: the bytes of its time, which neighbours share, count as much as the random ones. */
export const hashOfId = (of: DataView, at: number): number => {
  let hash = 0;
  for (let byte = 0; byte < idBytes; byte += 4) hash = Math.imul(hash ^ of.getInt32(at + byte), 0x9e3779b1);
  return hash ^ (hash >>> 15);
};

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
