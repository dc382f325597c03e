import type { Refusal } from '@flattr/domain/refusal';

/**
 * A refusal as data: GraphQL would take an `Error` that a resolver gives for one that it throws. Its sentence is put in when it
 * is told, so that an answer which is kept and told again is in the language of who asks then.
 */
export type Refused = Pick<Refusal, 'code' | 'path'>;

export const refused = ({ code, path }: Refusal, under: readonly string[] = []): Refused => ({
  code,
  path: [...under, ...path],
});
