import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { buildCustomer, type CustomerFacts } from '../objects/customer.ts';
import { emitEvent } from './emit-event.ts';

export function createCustomer(effect: Effect, facts: CustomerFacts): Stripe.Customer {
  const customer = buildCustomer(facts, effect.at);
  effect.store.put('customer', customer);
  emitEvent(effect, { type: 'customer.created', object: customer });
  return customer;
}
