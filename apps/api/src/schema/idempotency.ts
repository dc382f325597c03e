import { createHash } from 'node:crypto';
import { oncePerKey } from '@flattr/domain/access/once-per-key';
import { Refusal } from '@flattr/domain/refusal';
import SchemaBuilder, {
  BasePlugin,
  type ConfigurableRef,
  InputFieldBuilder,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
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

const keyDescription =
  'A key that the client draws, 1 to 255 visible ASCII characters: the mutation happens once under it, as with the header `Idempotency-Key`. It is no part of what is compared. Errors: `BAD_USER_INPUT` where the header says another.';

/**
 * Makes every mutation that comes with the header `Idempotency-Key`, or with `idempotencyKey` in its input, happen once: asked
 * again with the same input it answers as it did, with another it is refused.
 */
class IdempotencyPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  /** Gives each input that belongs to a payload the key. */
  override beforeBuild(): void {
    const { configStore } = this.builder;
    const { typeConfigs } = configStore;
    const fields = new InputFieldBuilder<Types, 'InputObject'>(this.builder, 'InputObject');
    for (const { kind, name } of [...typeConfigs.values()]) {
      if (kind !== 'InputObject' || !typeConfigs.has(name.replace(/Input$/, 'Payload'))) continue;
      configStore.addInputFields(name as ConfigurableRef<Types>, () => ({
        idempotencyKey: fields.string({ description: keyDescription }),
      }));
    }
  }

  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { kind, name, extensions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (kind !== 'Mutation') return resolver;
    const { shownOnce = [] } = (extensions ?? {}) as Partial<ShownOnce>;
    return oncePerItsKey(resolver, name, shownOnce);
  }
}

const oncePerItsKey =
  <Context extends object>(
    resolver: Resolver<Context>,
    name: string,
    shownOnce: readonly string[],
  ): Resolver<Context> =>
  async (root, given, context, info) => {
    if (!isAsking(context)) throw new Error('a mutation was asked for by nobody');
    const { idempotency, platform, viewer } = context;
    const { args, key: inInput } = takeKey(given);
    const key = oneKey(idempotency.key, inInput);
    if (key === undefined || !viewer) return resolver(root, args, context, info);
    if (!isAlone(info)) throw badInput('With an idempotency key a request has one mutation.');
    const request = { userId: viewer.userId, key, inputHash: hashOf(name, args) };
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

const keyPattern = /^[\x21-\x7e]{1,255}$/;

export const isKey = (text: string): boolean => keyPattern.test(text);

/** The input without its key, so that a rule and a hash never meet it. */
const takeKey = (args: object): { readonly args: object; readonly key: string | undefined } => {
  const input: unknown = 'input' in args ? args.input : undefined;
  if (typeof input !== 'object' || input === null || !('idempotencyKey' in input))
    return { args, key: undefined };
  const { idempotencyKey: key, ...rest } = input;
  return { args: { ...args, input: rest }, key: typeof key === 'string' ? key : undefined };
};

const oneKey = (inHeader: string | undefined, inInput: string | undefined): string | undefined => {
  if (inInput !== undefined && !isKey(inInput))
    throw badInput('An idempotency key is 1 to 255 visible ASCII characters.');
  if (inHeader !== undefined && inInput !== undefined && inHeader !== inInput)
    throw badInput('The header Idempotency-Key and `idempotencyKey` in the input are not the same.');
  return inHeader ?? inInput;
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
