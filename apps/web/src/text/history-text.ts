import type { HistoryKind } from '@flattr/sdk';
import { monthText } from './day-text.ts';

const sentences = {
  CHARGE: () => 'A payment arrived',
  SETTLEMENT: (month) => `Your flattrs${month}`,
  EARNINGS: (month) => `Shares${month}`,
  PAYOUT: () => 'Taken for a payout',
  PAYOUT_SENT: () => 'A payout left for your bank',
  PAYOUT_RETURNED: () => 'A payout did not go through and came back',
} as const satisfies Record<HistoryKind, (month: string) => string>;

/** Why a wallet or earnings changed, in words: `Your flattrs of October 2026`. */
export const historyText = (kind: HistoryKind, month?: string | null): string =>
  sentences[kind](month ? ` of ${monthText(month)}` : '');
