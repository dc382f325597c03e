import type { Job, RecordedJob } from './events.ts';
import type { Currency, Money } from './money.ts';

/** Rings for work. It may forget, repeat and reorder: the truth is in the database. */
export type Queue = {
  /** Rings for jobs that the outbox holds. */
  ring(recorded: readonly RecordedJob[]): Promise<void>;
  /** Rings for a job that needs no record, since the sweeper finds its work by itself. */
  nudge(job: Job): Promise<void>;
  close(): Promise<void>;
};

/** The provider may forget a reference after 24 hours; from this age on it is asked before anything is sent again. */
export const lookUpAfterHours = 23;

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

/** The payment provider. Each call that moves money takes a reference: the same reference never moves it twice. */
export type PaymentGateway = {
  createCustomer(of: {
    readonly userId: string;
    readonly email: string;
    readonly reference: string;
  }): Promise<string>;
  startCheckout(of: {
    readonly reference: string;
    readonly customerId: string;
    readonly amount: Money;
    readonly description: string;
    readonly returnUrl: string;
  }): Promise<Checkout>;
  /** What a checkout became: the payment, or the card where nothing was to be paid; neither while there is none. */
  fetchCheckout(
    sessionId: string,
  ): Promise<{ readonly reference: string; readonly payment?: Payment; readonly card?: SavedCard }>;
  /** The page where a supporter saves a card and pays nothing. */
  startCardSetup(of: {
    readonly reference: string;
    readonly customerId: string;
    readonly returnUrl: string;
  }): Promise<Checkout>;
  /** A saved card, or undefined if it is gone; asked for a page that somebody waits for, it is answered soon or throws. */
  fetchCard(methodId: string): Promise<Card | undefined>;
  listCards(customerId: string): AsyncIterable<SavedCard>;
  /** Takes a card from its owner's; one that is gone stays gone. */
  forgetCard(methodId: string): Promise<void>;
  fetchPayment(paymentId: string): Promise<Payment & { readonly reference?: string }>;
  chargeSavedCard(of: {
    readonly reference: string;
    readonly customerId: string;
    readonly methodId: string;
    readonly amount: Money;
  }): Promise<Payment>;
  /** The payment that a reference made, if there is one. */
  findPayment(reference: string, customerId: string): Promise<Payment | undefined>;
  /** What a charge will about cost, by the provider's published prices; the wallet is credited with what arrives. */
  estimateFee(amount: Money): Money;
  createPayee(of: {
    readonly userId: string;
    readonly email: string;
    readonly country: string;
    readonly reference: string;
  }): Promise<Payee>;
  /** The page where an account is filled in; whoever comes too late for it is led to `refreshUrl`. */
  startOnboarding(of: {
    readonly accountId: string;
    readonly returnUrl: string;
    readonly refreshUrl: string;
  }): Promise<string>;
  fetchPayee(accountId: string): Promise<Payee>;
  /** What the operator's account holds and may send away, in each currency. */
  readBalance(): Promise<readonly Money[]>;
  /** The smallest sum that reaches a bank; a payout is a whole number of them. */
  payoutStep(currency: Currency): Money;
  sendTransfer(of: Sending): Promise<SendOutcome>;
  findTransfer(reference: string): Promise<Transfer | undefined>;
  fetchTransfer(transferId: string): Promise<Transfer>;
  reverseTransfer(of: {
    readonly reference: string;
    readonly key: string;
    readonly transferId: string;
    readonly amount: Money;
  }): Promise<SendOutcome>;
  /** Sends what an account holds to its bank. */
  sendToBank(of: Sending): Promise<SendOutcome>;
  findBankPayout(reference: string, accountId: string): Promise<BankPayout | undefined>;
  fetchBankPayout(payoutId: string, accountId: string): Promise<BankPayout>;
  listTransfers(): AsyncIterable<Transfer>;
  sendRefund(of: {
    readonly reference: string;
    readonly paymentId: string;
    readonly amount: Money;
  }): Promise<RefundOutcome>;
  /** The refund of a payment that a reference made, if there is one. */
  findRefund(reference: string, paymentId: string): Promise<Refund | undefined>;
  fetchRefund(refundId: string): Promise<Refund>;
  listRefunds(): AsyncIterable<Refund>;
  fetchDispute(disputeId: string): Promise<Dispute>;
  listDisputes(): AsyncIterable<Dispute>;
  /** Verifies and reads a webhook; refuses `webhook-forged`, `webhook-stale`, `webhook-of-other-mode` and `webhook-thin`. */
  readEvent(body: string, signature: string | undefined): ProviderEvent;
  readonly countries: readonly string[];
};

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

export type Mailer = { send(mail: Mail): Promise<void> };

/** All business time is the database's `flattr_now()`. */
export type Clock = { now(): Promise<Date> };

export type Log = {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
};

/** Why nothing was fetched: what we do not ask for, or what the other side did. */
export const fetchTroubles = [
  'url-refused',
  'scheme-refused',
  'port-refused',
  'address-refused',
  'too-many-redirects',
  'too-slow',
  'too-big',
  'unreachable',
  'unreadable',
] as const;

export type FetchTrouble = (typeof fetchTroubles)[number];

type FetchRefused = { readonly outcome: 'refused'; readonly why: FetchTrouble };

export type FetchedText =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** Where it was found, after redirects. */
      readonly url: string;
      readonly contentType: string;
      readonly text: string;
      /** Where the answer leads, if it is a redirect that was not to be followed. */
      readonly location?: string;
    }
  | FetchRefused;

export type FetchedTxt =
  | { readonly outcome: 'answered'; readonly records: readonly (readonly string[])[] }
  | FetchRefused;

/**
 * Asks the public web and the domain name system for what strangers name. No packet goes to an address that is not public;
 * an answer is refused that takes longer than 5 seconds, redirects included, or is longer than 1 MB once decoded.
 */
export type Fetcher = {
  fetchText(
    url: string,
    how?: { readonly accept?: string; readonly redirectsMax?: 0 | 1 | 2 | 3 },
  ): Promise<FetchedText>;
  /** The TXT records of a name, each in its parts; none where there is no such name. */
  resolveTxt(host: string): Promise<FetchedTxt>;
};
