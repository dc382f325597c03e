import type { Job, RecordedJob } from './events.ts';
import type { Money } from './money.ts';

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
  /** The saved card can never be charged again. */
  readonly cardGone?: boolean;
};

export type Checkout = { readonly id: string; readonly url: string };

export type Payee = { readonly id: string; readonly payoutsEnabled: boolean };

export type Transfer = {
  readonly id: string;
  readonly reference: string;
  readonly accountId: string;
  readonly amount: Money;
};

/** An outcome that is certain. A call whose outcome nobody knows throws instead, and is made again with the same key. */
export type TransferOutcome =
  | { readonly outcome: 'sent'; readonly transferId: string }
  | { readonly outcome: 'refused'; readonly reason: string };

export type ProviderEvent = {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
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
  /** The payment of a checkout, or undefined while there is none. */
  fetchCheckout(sessionId: string): Promise<{ readonly reference: string; readonly payment?: Payment }>;
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
  startOnboarding(of: { readonly accountId: string; readonly returnUrl: string }): Promise<string>;
  fetchPayee(accountId: string): Promise<Payee>;
  sendTransfer(of: {
    readonly reference: string;
    readonly accountId: string;
    readonly amount: Money;
  }): Promise<TransferOutcome>;
  findTransfer(reference: string): Promise<Transfer | undefined>;
  listTransfers(): AsyncIterable<Transfer>;
  /** Verifies and reads a webhook; refuses `webhook-forged` and `webhook-stale`. */
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
