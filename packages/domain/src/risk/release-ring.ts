import type { Platform } from '../platform.ts';

/** Ends the hold of a ring that the operator has looked at; false if there is none, or it was released before. */
export const releaseRing = async ({ pool }: Platform, ringId: string): Promise<boolean> => {
  const { rowCount } = await pool.query(
    'UPDATE rings SET released_at = flattr_now() WHERE id = $1 AND released_at IS NULL',
    [ringId],
  );
  return rowCount === 1;
};
