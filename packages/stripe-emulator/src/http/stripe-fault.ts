import type Stripe from 'stripe';

/** The `error` object of Stripe's answers. */
type FaultBody = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  setup_intent?: Stripe.SetupIntent;
};

/**
 * A refusal as Stripe answers it. A verb that throws it undoes its effects; a verb that returns it keeps them,
 * as a declined card leaves a payment intent behind.
 */
export class StripeFault extends Error {
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 500;
  readonly body: FaultBody;
  /** False if the request is wrong in itself: such an answer is not kept for an idempotency key. */
  readonly began: boolean;

  constructor(status: StripeFault['status'], body: FaultBody, began = true) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.began = began;
  }
}

/** A parameter that is wrong in itself. */
export function badParameter(message: string, param: string, code?: string): StripeFault {
  return new StripeFault(400, { type: 'invalid_request_error', message, param, code }, false);
}

/** An id that names nothing: 404 where it is the address, 400 where it is a parameter. */
export function missingResource(noun: string, id: string, param = 'id'): StripeFault {
  const status = param === 'id' ? 404 : 400;
  const message = `No such ${noun}: '${id}'`;
  return new StripeFault(status, { type: 'invalid_request_error', code: 'resource_missing', message, param });
}
