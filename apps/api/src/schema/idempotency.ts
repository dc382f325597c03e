import { createHash } from 'node:crypto';
import { oncePerKey } from '@flattr/domain/access/once-per-key';
import { Refusal } from '@flattr/domain/refusal';
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Asking } from '../asking.ts';
import { badInput } from '../graphql-errors.ts';
import { type Refused, refused } from './refused.ts';

export const idempotencyPlugin = 'idempotency';

type Payload = Readonly<Record<string, unknown>> & { readonly errors: readonly Refused[] };
type Resolver<Context> = GraphQLFieldResolver<unknown, Context, object>;

const isAsking = (context: object): context is Asking => 'idempotency' in context;

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && 'errors' in value;

/** A mutation with `extensions: { shownOnce: [part] }` answers a replay without these parts, which are never stored. */
export type ShownOnce = { readonly shownOnce: readonly string[] };

/**
 * Makes every mutation that comes with the header `Idempotency-Key` happen once: asked again with the same input it answers
 * as it did, with another it is refused.
 */
class IdempotencyPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { kind, name, extensions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (kind !== 'Mutation') return resolver;
    const { shownOnce = [] }: Partial<ShownOnce> = extensions ?? {};
    return oncePerHeader(resolver, name, shownOnce);
  }
}

const oncePerHeader =
  <Context extends object>(
    resolver: Resolver<Context>,
    name: string,
    shownOnce: readonly string[],
  ): Resolver<Context> =>
  async (root, args, context, info) => {
    if (!isAsking(context)) throw new Error('a mutation was asked for by nobody');
    const { idempotency, platform, viewer } = context;
    if (idempotency.key === undefined || !viewer) return resolver(root, args, context, info);
    if (!isAlone(info)) throw badInput('With the header Idempotency-Key a request has one mutation.');
    const request = { userId: viewer.userId, key: idempotency.key, inputHash: hashOf(name, args) };
    let fresh: Payload | undefined;
    const work = async (): Promise<Payload> => {
      const payload = await resolver(root, args, context, info);
      if (!isPayload(payload)) throw new Error(`${name} does not answer with a payload`);
      fresh = payload;
      return without(payload, shownOnce);
    };
    try {
      const { answer, replayed } = await oncePerKey(platform, request, work);
      if (!replayed) return fresh;
      idempotency.replayed = true;
      const hidden = shownOnce.length > 0 && answer.errors.length === 0;
      return hidden ? { ...answer, errors: [refused(new Refusal('shown-once'))] } : answer;
    } catch (error) {
      if (error instanceof Refusal) return { errors: [refused(error)] };
      throw error;
    }
  };

const without = (payload: Payload, parts: readonly string[]): Payload => ({
  ...Object.fromEntries(Object.entries(payload).filter(([part]) => !parts.includes(part))),
  errors: payload.errors,
});

const isAlone = ({ operation }: GraphQLResolveInfo): boolean => {
  const [first, ...others] = operation.selectionSet.selections;
  return others.length === 0 && first?.kind === 'Field';
};

/** The same input has the same hash, in whatever order its fields were written. */
const hashOf = (name: string, args: object): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([name, args], inOrder))
    .digest();

const inOrder = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      idempotency: IdempotencyPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin(idempotencyPlugin, IdempotencyPlugin);
