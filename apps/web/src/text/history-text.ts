import type { HistoryKind } from '@flattr/sdk';
import { monthText } from './day-text.ts';

const sentences = {
  CHARGE: () => 'A payment arrived',
  SETTLEMENT: (month) => `Your flattrs${month}`,
  EARNINGS: (month) => `Shares${month}`,
  PAYOUT: () => 'Taken for a payout',
  PAYOUT_SENT: () => 'A payout left for your bank',
  PAYOUT_RETURNED: () => 'A payout did not go through and came back',
  ESCROW_RELEASED: () => 'What had waited for you came free',
  ESCROW_RETURNED: () => 'What no creator came for came back',
  REFUND: () => 'Sent back to your card',
  REFUND_RETURNED: () => 'A refund did not go through and came back',
  DISPUTE: () => 'Taken back with a payment',
  DISPUTE_RETURNED: () => 'A payment that was taken back stands again',
  PAYOUT_REVERSED: () => 'A payout did not reach your bank and came back',
  ORPHANED: () => 'Set aside for whoever shows the receipt',
  ORPHAN_RELEASED: () => 'Given out of what people who left could not be sent',
} as const satisfies Record<HistoryKind, (month: string) => string>;

/** Why a wallet or earnings changed, in words: `Your flattrs of October 2026`. */
export const historyText = (kind: HistoryKind, month?: string | null): string =>
  sentences[kind](month ? ` of ${monthText(month)}` : '');
