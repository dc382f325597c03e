import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind, visit } from 'graphql';

/** What is counted of a document, per operation: kept with the document, which is parsed once. */
const counted = new WeakMap<DocumentNode, Map<string, DocumentNode>>();

/** The operation that is asked for, without its type names, which cost nothing. */
const partToCount = (document: DocumentNode, operationName: string | undefined): DocumentNode => {
  const known = counted.get(document) ?? new Map<string, DocumentNode>();
  counted.set(document, known);
  const name = operationName ?? '';
  const found = known.get(name);
  if (found) return found;
  const asked = getOperationAST(document, operationName);
  const definitions = document.definitions.filter(
    (definition) => definition === asked || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const part = visit(
    { ...document, definitions },
    { Field: (field) => (field.name.value === '__typename' ? null : undefined) },
  );
  known.set(name, part);
  return part;
};

export type Measured = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Record<string, unknown> | null;
  readonly contextValue: object;
};

/** What an operation costs with these variables, in points; throws what is wrong with them. */
export const measureCost = ({ schema, document, operationName, variableValues, contextValue }: Measured) =>
  complexityFromQuery(partToCount(document, operationName ?? undefined), {
    schema,
    ctx: contextValue,
    variables: variableValues ?? {},
  }).complexity;
