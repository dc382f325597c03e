import type { Platform } from '../platform.ts';

/** How many are gathered in one short transaction. */
const chunkSize = 20_000;

/**
 * Brings what was given and undone into the counts, chunk by chunk, and what has grown old out of the catalogue's windows.
 * While somebody else gathers it does nothing.
 */
export const gatherFlattrs = async ({ pool, stopping }: Platform): Promise<void> => {
  for (;;) {
    const { rows } = await pool.query<{ gathered: number | null }>('SELECT gather_flattrs($1) AS gathered', [
      chunkSize,
    ]);
    if ((rows[0]?.gathered ?? 0) < chunkSize || stopping?.aborted) return;
  }
};
