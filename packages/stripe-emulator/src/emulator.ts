import type Stripe from 'stripe';
import type { Faults } from './faults/faults.ts';
import type { LoggedRequest } from './http/request-log.ts';
import type { Terms } from './money/terms.ts';
import type { Store } from './store/store.ts';
import type { Deliveries } from './webhooks/deliveries.ts';

/** What every route is given: the state, the clock, the fees and the way out for webhooks. */
export type Emulator = {
  secretKey: string;
  terms: Terms;
  store: Store;
  deliveries: Deliveries;
  faults: Faults;
  /** The requests to the API, the oldest first. */
  requests: LoggedRequest[];
  /** The idempotency keys of the requests that are in work. */
  keysInUse: Set<string>;
  /** The emulated time in whole seconds. */
  now(): Promise<number>;
  /** The origin of the emulator's own pages, known once it listens. */
  origin(): string;
};

/** What every verb is given: one moment of one request, inside one transaction of the store. */
export type Effect = {
  store: Store;
  terms: Terms;
  at: number;
  origin: string;
  /** Whether events made now have somewhere to go. */
  hasReceiver: boolean;
  /** The connected account in whose name the request acts, '' for the platform itself. */
  account: string;
  /** The API request that causes the events, null when a person does on a page. */
  request: Stripe.Event.Request | null;
};
