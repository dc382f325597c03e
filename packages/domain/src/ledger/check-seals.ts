import type { Platform } from '../platform.ts';
import { hashLedger, noHash, readSeals, type Seal } from './seal.ts';

export type SealCheck = { readonly broken: readonly string[]; readonly batches: number };

const pageSeals = 1_000;

/**
 * Hashes every sealed batch again and names those that are not what was sealed: an entry, a transaction or an account in it
 * was changed, removed or added, or its seal was.
 */
export const checkSeals = async ({ pool }: Platform): Promise<SealCheck> => {
  const broken: string[] = [];
  let batches = 0;
  let previous: Checked = { batch: 0n, lastId: 0n, hash: noHash, again: noHash };
  for (;;) {
    const seals = await readSeals(pool, previous.batch, pageSeals);
    if (seals.length === 0) return { broken, batches };
    batches += seals.length;
    for (const seal of seals) {
      const hashed = await hashLedger(pool, seal);
      const again = hashed.seal(seal);
      const { transactions, entries } = hashed;
      const counted = transactions === seal.transactions && entries === seal.entries;
      if (again !== seal.hash || !counted) broken.push(`batch ${seal.batch} is not what was sealed`);
      if (!continues(seal, previous)) broken.push(`batch ${seal.batch} does not continue the one before`);
      previous = { batch: seal.batch, lastId: seal.lastId, hash: seal.hash, again };
    }
  }
};

type Checked = Pick<Seal, 'batch' | 'lastId' | 'hash'> & { readonly again: string };

/** A batch whose own row was changed is named for that alone: what follows it may name the hash that it had. */
const continues = ({ batch, firstId, previousHash }: Seal, previous: Checked): boolean =>
  batch === previous.batch + 1n &&
  firstId === previous.lastId + 1n &&
  (previousHash === previous.hash || previousHash === previous.again);
