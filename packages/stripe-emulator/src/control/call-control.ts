import type { z } from 'zod';
import { readParameters } from '../http/parameters.ts';
import type { Control } from './control.ts';
import { requests } from './requests.ts';

type Name = keyof typeof requests;

export function isControl(name: string): name is Name {
  return Object.hasOwn(requests, name);
}

type Call = (control: Control, sent: unknown) => unknown;

/** A control that is called with what a schema reads from HTTP. */
const on =
  <T extends z.ZodType>(schema: T, call: (control: Control, asked: z.output<T>) => unknown): Call =>
  (control, sent) =>
    call(control, readParameters(schema, sent));

const calls: Record<Name, Call> = {
  openDispute: on(requests.openDispute, (control, asked) => control.openDispute(asked)),
  closeDispute: on(requests.closeDispute, (control, { dispute, outcome }) =>
    control.closeDispute(dispute, outcome),
  ),
  failRefund: on(requests.failRefund, (control, { refund, reason }) => control.failRefund(refund, reason)),
  settlePayout: on(requests.settlePayout, (control, { payout, outcome, failureCode }) =>
    control.settlePayout(payout, outcome, failureCode),
  ),
  takeFee: on(requests.takeFee, (control, asked) => control.takeFee(asked)),
  topUp: on(requests.topUp, (control, asked) => control.topUp(asked)),
  setAccountState: on(requests.setAccountState, (control, { account, state }) =>
    control.setAccountState(account, state),
  ),
  injectFault: on(requests.injectFault, (control, asked) => control.injectFault(asked)),
  releaseFaults: on(requests.releaseFaults, (control, { fault }) => control.releaseFaults(fault)),
  clearFaults: on(requests.clearFaults, (control) => control.clearFaults()),
  listFaults: on(requests.listFaults, (control) => control.listFaults()),
  listRequests: on(requests.listRequests, (control) => control.listRequests()),
  setWebhooks: on(requests.setWebhooks, (control, asked) => control.setWebhooks(asked)),
  listPendingEvents: on(requests.listPendingEvents, (control) => control.listPendingEvents()),
  deliverEvents: on(requests.deliverEvents, (control, { events }) => control.deliverEvents(events)),
  catchUp: on(requests.catchUp, (control) => control.catchUp()),
};

/** Calls a control by its name with arguments that came over HTTP; one that returns nothing answers that it is done. */
export async function callControl(control: Control, name: Name, sent: unknown): Promise<object> {
  const result = await calls[name](control, sent);
  return typeof result === 'object' && result !== null ? result : { done: true };
}
