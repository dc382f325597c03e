export type { Control } from './control/control.ts';
export type { FaultOrder } from './faults/faults.ts';
export type { FeeTable } from './money/fees.ts';
export type { StripeEmulator, StripeEmulatorOptions } from './options.ts';
export { startStripeEmulator } from './start-stripe-emulator.ts';
