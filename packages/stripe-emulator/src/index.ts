export type { FeeTable } from './money/fees.ts';
export type { StripeEmulator, StripeEmulatorOptions } from './options.ts';
export { startStripeEmulator } from './start-stripe-emulator.ts';
