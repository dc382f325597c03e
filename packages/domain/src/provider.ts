// What the payment provider says of its objects, in our words.
import type { Money } from './money.ts';

/** What the provider says of a payment. */
export type Payment = {
  /** Absent where the provider refused before it made one. */
  readonly id?: string;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly gross: Money;
  /** What arrives: the charge less the provider's fee by its balance transaction; known once it succeeded. */
  readonly net?: Money;
  readonly chargedAt?: Date;
  readonly methodId?: string;
  /** Tells one card from another, whoever saves it and however often. */
  readonly cardFingerprint?: string;
  readonly failure?: string;
  /** It is pending, and stays so until somebody does something. */
  readonly stands?: boolean;
  /** The saved card can never be charged again. */
  readonly cardGone?: boolean;
};

/** A card as its owner knows it. */
export type Card = {
  /** By the provider's name, such as `visa`. */
  readonly brand: string;
  readonly lastFour: string;
  readonly expiryYear: number;
  /** From 1 to 12; it is good until this month is over. */
  readonly expiryMonth: number;
};

/** A card that can be charged while its owner is away. */
export type SavedCard = { readonly methodId: string; readonly savedAt: Date };

export type Checkout = { readonly id: string; readonly url: string };

/** How a creator's account stands: it is left half-way, looked at, lacks something, is stopped, or can be paid. */
export type PayeeState = 'NOT_FINISHED' | 'CHECKING' | 'REQUIREMENTS_DUE' | 'RESTRICTED' | 'READY';

export type Payee = {
  readonly id: string;
  readonly state: PayeeState;
  /** What the provider asks for, by its own names, such as `individual.verification.document`. */
  readonly requirements: readonly string[];
  readonly disabledReason?: string;
};

export type Transfer = {
  readonly id: string;
  readonly reference: string;
  readonly accountId: string;
  readonly amount: Money;
  /** What of it came back. */
  readonly reversed: Money;
  readonly reversalId?: string;
};

/** A payout from a creator's account to their bank. */
export type BankPayout = {
  readonly id: string;
  readonly reference: string;
  readonly accountId: string;
  readonly amount: Money;
  readonly state: 'on-its-way' | 'paid' | 'failed';
  readonly failure?: string;
  /** Since when it stands so at the latest, where the provider says it. */
  readonly since?: Date;
};

/** What a line of the provider's account of the operator's balance is about; `unknown` is nothing that an instance does. */
export type MovementKind =
  | 'charge'
  | 'refund'
  | 'refund-returned'
  | 'dispute'
  | 'dispute-returned'
  | 'transfer'
  | 'reversal'
  | 'operator-payout'
  | 'operator-payout-returned'
  | 'deposit'
  | 'deposit-returned'
  | 'cost'
  | 'unknown';

/** A line of the provider's account of the operator's balance: what came in, above 0, or went out. */
export type Movement = {
  readonly id: string;
  readonly kind: MovementKind;
  /** The payment, refund, dispute, transfer (of a reversal too), payout or deposit; the line itself where there is none. */
  readonly objectId: string;
  readonly reference?: string | undefined;
  /** Where a transfer went. */
  readonly accountId?: string | undefined;
  readonly gross: Money;
  readonly fee: Money;
  readonly net: Money;
  readonly at: Date;
  /** The provider's own word for it. */
  readonly said: string;
};

/**
 * An outcome that is certain; `short` is a no for want of a balance, to be asked again under another key. A call whose outcome
 * nobody knows throws instead, and is made again with the same key.
 */
export type SendOutcome =
  | { readonly outcome: 'sent'; readonly id: string }
  | { readonly outcome: 'short'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

/** What the provider says of money on its way back to a card. */
export type Refund = {
  readonly id: string;
  /** Absent where somebody else asked for it. */
  readonly reference?: string | undefined;
  readonly paymentId: string | undefined;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly amount: Money;
  readonly failure?: string | undefined;
};

/** An outcome that is certain, as for a transfer. */
export type RefundOutcome =
  | { readonly outcome: 'sent'; readonly refund: Refund }
  | { readonly outcome: 'refused'; readonly reason: string };

/** What the provider says of a dispute: what it has taken from us and given back by now, beside its fee. */
export type Dispute = {
  readonly id: string;
  readonly paymentId: string | undefined;
  readonly state: 'open' | 'won' | 'lost';
  readonly withdrawn: Money;
  readonly fee: Money;
  readonly reinstated: Money;
};

export type ProviderEvent = {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
  /** The connected account that it is about; absent where it is about the platform's own. */
  readonly accountId?: string;
};

/** The reference names the effect for ever; the key is that of one request, persisted before it is made. */
export type Sending = {
  readonly reference: string;
  readonly key: string;
  readonly accountId: string;
  readonly amount: Money;
};
