import type { PaymentGateway } from '@flattr/domain/ports';

export type Fault = 'none' | 'refuses' | 'unreachable' | 'answer-lost';

export type Faults = { next: Fault; readonly done: Set<string> };

/** The provider's answer never came: whoever called does not know what happened. */
export class AnswerLost extends Error {}

/** A gateway that refuses, is not reached, or whose answer is lost after it did what it was asked to, as the faults say. */
export const faultyGateway = (gateway: PaymentGateway, faults: Faults): PaymentGateway => {
  const withFault = async <T>(reference: string, refusal: T, send: () => Promise<T>): Promise<T> => {
    if (faults.next === 'unreachable') throw new AnswerLost('the provider was not reached');
    // What it did once it does not refuse afterwards: the reference brings the first answer back.
    if (faults.next === 'refuses' && !faults.done.has(reference)) return refusal;
    const answer = await send();
    faults.done.add(reference);
    if (faults.next === 'answer-lost') throw new AnswerLost('the answer was lost');
    return answer;
  };
  return {
    ...gateway,
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
