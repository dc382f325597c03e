import type { PaymentGateway } from '@flattr/domain/ports';

export type Fault = 'none' | 'refuses' | 'unreachable' | 'answer-lost';

export type Faults = {
  next: Fault;
  /** The provider is out of reach since a call of this job, so that nothing can be looked up either. */
  away: boolean;
  readonly done: Set<string>;
};

/** The provider's answer never came: whoever called does not know what happened. */
export class AnswerLost extends Error {}

/** A gateway that refuses, is not reached, or whose answer is lost after it did what it was asked to, as the faults say. */
export const faultyGateway = (gateway: PaymentGateway, faults: Faults): PaymentGateway => {
  const withFault = async <T>(reference: string, refusal: T, send: () => Promise<T>): Promise<T> => {
    if (faults.next === 'unreachable') {
      faults.away = true;
      throw new AnswerLost('the provider was not reached');
    }
    // What it did once it does not refuse afterwards: the reference brings the first answer back.
    if (faults.next === 'refuses' && !faults.done.has(reference)) return refusal;
    const answer = await send();
    faults.done.add(reference);
    if (faults.next === 'answer-lost') {
      faults.away = true;
      throw new AnswerLost('the answer was lost');
    }
    return answer;
  };
  const reached = () => {
    if (faults.away) throw new AnswerLost('the provider is still away');
  };
  return {
    ...gateway,
    findTransfer: async (reference) => {
      reached();
      return gateway.findTransfer(reference);
    },
    findPayment: async (reference, customerId) => {
      reached();
      return gateway.findPayment(reference, customerId);
    },
    sendTransfer: (of) =>
      withFault(of.reference, { outcome: 'refused', reason: 'The bank said no.' }, () =>
        gateway.sendTransfer(of),
      ),
    chargeSavedCard: (of) =>
      withFault(of.reference, { state: 'failed', gross: of.amount, failure: 'The bank said no.' }, () =>
        gateway.chargeSavedCard(of),
      ),
  };
};
