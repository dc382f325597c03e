import type { Refusal } from '@flattr/domain/refusal';

/** A refusal as data: GraphQL would take an `Error` that a resolver gives for one that it throws. */
export type Refused = Pick<Refusal, 'code' | 'message' | 'path'>;

export const refused = ({ code, message, path }: Refusal, under: readonly string[] = []): Refused => ({
  code,
  message,
  path: [...under, ...path],
});
