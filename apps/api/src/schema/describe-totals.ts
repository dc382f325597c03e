import { type GraphQLSchema, isObjectType } from 'graphql';

/** Describes the `totalCount` of every connection, which the Prisma plugin adds without a word. */
export const describeTotals = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    const total = isObjectType(type) ? type.getFields().totalCount : undefined;
    if (total) total.description ??= 'How many there are on all pages together.';
  }
  return schema;
};
