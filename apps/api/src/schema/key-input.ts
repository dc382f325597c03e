import { builder } from './builder.ts';

/** The input of a mutation that needs none: what every input has besides, its idempotency key. */
export const keyInput = (name: string) =>
  builder.inputType(name, {
    description: 'Nothing but a key of the client’s own.',
    fields: () => ({}),
  });
