import type { FetchTrouble } from '@flattr/domain/ports';

/** What Node calls a trouble of the network, of the other side's HTTP, of its certificate or of its compression. */
export const troubleOf = (error: unknown): FetchTrouble => {
  if (!(error instanceof Error && 'code' in error)) throw error;
  const code = `${error.code}`;
  if (/^(Z_|ERR__?ZLIB|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(code)) return 'unreadable';
  return 'unreachable';
};

export const refused = (why: FetchTrouble) => ({ outcome: 'refused', why }) as const;
