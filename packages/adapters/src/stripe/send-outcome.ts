import type { SendOutcome } from '@flattr/domain/ports';
import { isRefused } from './refused.ts';

/** Sends, and says what is certain: sent, short of a balance, or refused. Anything else stays unknown, and is thrown. */
export const sendOutcome = async (send: () => Promise<{ readonly id: string }>): Promise<SendOutcome> => {
  try {
    return { outcome: 'sent', id: (await send()).id };
  } catch (error) {
    if (!isRefused(error)) throw error;
    const short = error.code !== undefined && shortCodes.has(error.code);
    return { outcome: short ? 'short' : 'refused', reason: error.message };
  }
};

const shortCodes: ReadonlySet<string> = new Set(['balance_insufficient', 'insufficient_funds']);
