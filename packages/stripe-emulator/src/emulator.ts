import type Stripe from 'stripe';
import type { FeeTable } from './money/fees.ts';
import type { Store } from './store/store.ts';
import type { Deliveries } from './webhooks/deliveries.ts';

/** What every route is given: the state, the clock, the fees and the way out for webhooks. */
export type Emulator = {
  secretKey: string;
  fees: FeeTable;
  store: Store;
  deliveries: Deliveries;
  /** The emulated time in whole seconds. */
  now(): Promise<number>;
  /** The origin of the emulator's own pages, known once it listens. */
  origin(): string;
};

/** What every verb is given: one moment of one request, inside one transaction of the store. */
export type Effect = {
  store: Store;
  fees: FeeTable;
  at: number;
  origin: string;
  /** Whether events made now have somewhere to go. */
  hasReceiver: boolean;
  /** The API request that causes the events, null when a person does on a page. */
  request: Stripe.Event.Request | null;
};
