import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';

export type SchemaChange = {
  /** What changed, such as `Thing.title` or `Query.thing.url`. */
  readonly path: string;
  /** How, by the inspector's word for it, such as `FIELD_REMOVED`. */
  readonly change: string;
  readonly message: string;
  /** `breaking` where a query that was valid may fail now, `surprising` where it may meet what it does not know. */
  readonly effect: 'breaking' | 'surprising' | 'safe';
};

const effects = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'surprising',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;

// What came or went whole is named once; words alone change nobody's program.
const rules = [DiffRule.simplifyChanges, DiffRule.ignoreDescriptionChanges];

/** What became of a schema in a later one, in order of the members' names. */
export const schemaChanges = async (
  before: GraphQLSchema,
  after: GraphQLSchema,
): Promise<readonly SchemaChange[]> => {
  const changes = await diff(before, after, rules);
  return changes
    .map(({ path = '', type, message, criticality, meta }) => ({
      path: path.replace(/\.@deprecated$/, ''),
      change: `${type}`,
      message: 'deprecationReason' in meta ? `${message}: ${meta.deprecationReason}` : message,
      effect: effects[criticality.level],
    }))
    .sort((one, other) => (`${one.path} ${one.change}` < `${other.path} ${other.change}` ? -1 : 1));
};
