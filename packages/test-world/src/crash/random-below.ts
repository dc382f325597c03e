import { createHash } from 'node:crypto';

/** A number below a limit, drawn by a seed: the same seed draws the same number. */
export const randomBelow = (limit: number, seed: string): number =>
  createHash('sha256').update(seed).digest().readUInt32BE() % limit;
