import type { Job, RecordedJob } from './events.ts';
import type { ThingId } from './ids.ts';
import type { Currency, Money } from './money.ts';
import type { Month } from './month.ts';
import type {
  BankPayout,
  Card,
  Checkout,
  Dispute,
  Movement,
  MovementKind,
  Payee,
  Payment,
  ProviderEvent,
  Refund,
  RefundOutcome,
  SavedCard,
  Sending,
  SendOutcome,
  Transfer,
} from './provider.ts';

export type * from './provider.ts';

/** Rings for work. It may forget, repeat and reorder: the truth is in the database. */
export type Queue = {
  /** Rings for jobs that the outbox holds. */
  ring(recorded: readonly RecordedJob[]): Promise<void>;
  /** Rings for a job that needs no record, since the sweeper finds its work by itself. */
  nudge(job: Job): Promise<void>;
  close(): Promise<void>;
};

/** What an hour's points still hold after some were asked for. */
export type PointsLeft = { readonly granted: boolean; readonly remaining: number; readonly resetAt: Date };

/** Counts points by the hour for all processes together. It answers always: where the count cannot be asked, by its own. */
export type Limiter = {
  take(key: string, points: number, limit: number): Promise<PointsLeft>;
};

/** The provider may forget a reference after 24 hours; from this age on it is asked before anything is sent again. */
export const lookUpAfterHours = 23;

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
  /** All that the operator's account holds, what may not be sent away yet included, in each currency. */
  readHoldings(): Promise<readonly Money[]>;
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
  /** The payouts of a creator's account to their bank, whoever asked for them, the newest first. */
  listBankPayouts(accountId: string, since?: Date): AsyncIterable<BankPayout>;
  /** The lines of the operator's balance, the newest first; those of the operator's own doing and costs alone if asked. */
  listMovements(of?: {
    readonly since?: Date | undefined;
    readonly only?: 'operator';
  }): AsyncIterable<Movement>;
  /** All lines of one object. */
  listMovementsOf(kind: MovementKind, objectId: string): AsyncIterable<Movement>;
  sendRefund(of: {
    readonly reference: string;
    readonly paymentId: string;
    readonly amount: Money;
  }): Promise<RefundOutcome>;
  /** The refund of a payment that a reference made, if there is one. */
  findRefund(reference: string, paymentId: string): Promise<Refund | undefined>;
  fetchRefund(refundId: string): Promise<Refund>;
  fetchDispute(disputeId: string): Promise<Dispute>;
  /** Verifies and reads a webhook; refuses `webhook-forged`, `webhook-stale`, `webhook-of-other-mode` and `webhook-thin`. */
  readEvent(body: string, signature: string | undefined): Promise<ProviderEvent>;
  readonly countries: readonly string[];
};

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

export type Mailer = { send(mail: Mail): Promise<void> };

/** So often something may be tried within so many seconds of the first time. */
export type Allowance = { readonly points: number; readonly seconds: number };

/** Counts what is tried, for all processes together. */
export type Attempts = {
  /** Counts one more under a key, and says how many seconds it is too early for that; 0 where it may go on. */
  count(key: string, allowance: Allowance): Promise<number>;
  /** Takes one back, since it was none to count. */
  forgive(key: string, allowance: Allowance): Promise<void>;
  /** Forgets all under a key. */
  forget(key: string, allowance: Allowance): Promise<void>;
};

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

export type WebhookAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** The beginning of its body, at most 2048 bytes. */
      readonly text: string;
    }
  | FetchRefused;

/**
 * Calls webhook endpoints, each call signed as Standard Webhooks say. Nothing goes to an address that is not public or, but for
 * those that the operator allows, not https; no redirect is followed, and a call takes 10 seconds at most.
 */
export type WebhookCaller = {
  /** Whether nothing would ever be sent to this address, as far as it shows by itself. */
  refuses(url: string): boolean;
  /** A secret in the form in which it is kept: it signs nothing without the instance's own. */
  seal(secret: string): Uint8Array;
  /** Sends a body under an id, signed by each of these sealed secrets at the machine's time. */
  call(of: {
    readonly url: string;
    readonly messageId: string;
    readonly body: string;
    readonly sealedSecrets: readonly Uint8Array[];
  }): Promise<WebhookAnswer & { readonly durationMs: number }>;
};

/** What can be watched: a thing's flattrs, or how far a month's settlement is. */
export type LiveTopic = `thing:${ThingId}` | `settlement:${Month}`;

/** Wakes those who watch something, in whatever process. It gathers, repeats and forgets: what there is to see is in the database. */
export type Live = {
  /** Something has changed and is committed; nobody waits for who hears of it. */
  changed(topic: LiveTopic): void;
  /** Calls `wake` soon after a change, and `end` when nothing is heard any more; what it returns ends it, too. */
  watch(topic: LiveTopic, wake: () => void, end: () => void): () => void;
  close(): Promise<void>;
};
