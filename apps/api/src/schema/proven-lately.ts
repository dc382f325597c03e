import { Refusal } from '@flattr/domain/refusal';
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Asking } from '../asking.ts';
import { provenLately } from '../auth/proven-lately.ts';
import { refused } from './refused.ts';

export const provenLatelyPlugin = 'provenLately';

/** A mutation with `extensions: { provenLately: true }` is refused to a person who has not proven of late who they are. */
export type ProvenLately = { readonly provenLately: true };

const isAsking = (context: object): context is Asking => 'viewer' in context;

/** Refuses `reauthentication-needed` before anything else is done, so that no idempotency key remembers it. */
class ProvenLatelyPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { extensions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (!extensions?.provenLately) return resolver;
    return (root, args, context, info) => {
      const session = isAsking(context) ? context.viewer?.session : undefined;
      return session && !provenLately(session)
        ? { errors: [refused(new Refusal('reauthentication-needed'))] }
        : resolver(root, args, context, info);
    };
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      provenLately: ProvenLatelyPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin(provenLatelyPlugin, ProvenLatelyPlugin);
