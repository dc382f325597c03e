import type { PrismaClient } from '@flattr/database';
import type pg from 'pg';
import type { Currency } from './money.ts';
import type {
  Attempts,
  Clock,
  Fetcher,
  Limiter,
  Live,
  Log,
  Mailer,
  PaymentGateway,
  Queue,
  WebhookCaller,
} from './ports.ts';

/** The operator's choices that the rules need. */
export type Policy = {
  /** The fee that a month freezes when it opens, in basis points of what is spent; at most 3000. */
  readonly feeBasisPoints: number;
  /** What of a month's fees is set aside for losses when it is PAID, in basis points. */
  readonly reserveBasisPoints: number;
  readonly holdDaysFirst: number;
  readonly holdDaysLater: number;
  /** The days of challenge that a month freezes when it opens. */
  readonly challengeDays: number;
  /** How old the last look at a site's proof may be when its owner is paid, in days. */
  readonly proofDays: number;
  /** How often each worker sweeps; recorded work that is not done after as long is rung for again. */
  readonly sweepSeconds: number;
  /** The currencies that budgets may be in: those in which the provider holds money for the operator unconverted. */
  readonly currencies: readonly Currency[];
  /** About how many supporters one transaction of a settlement holds. */
  readonly shardSize: number;
  /** How much of its time a worker spends on a settlement, in percent; the rest is left to those who flattr. */
  readonly settlementPace: number;
  /** For how many seconds a worker that takes part in a settlement is waited for. */
  readonly leaseSeconds: number;
  /** The public origin, such as `https://flattr.example`. */
  readonly origin: string;
};

/** Everything that a verb may use; wired in one place, handed over as the first argument. */
export type Platform = {
  readonly db: PrismaClient;
  readonly pool: pg.Pool;
  readonly queue: Queue;
  readonly gateway: PaymentGateway;
  readonly mailer: Mailer;
  readonly fetcher: Fetcher;
  readonly webhooks: WebhookCaller;
  readonly live: Live;
  readonly attempts: Attempts;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: Policy;
  /** Told to a worker that is asked to stop: what takes long ends between two of its transactions. */
  readonly stopping?: AbortSignal;
};
