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

/** What was measured of a document, by what of the variables decides: kept with the document. */
const measured = new WeakMap<DocumentNode, Map<string, number>>();

/** How many costs of one document are kept; asked with more kinds of variables it is measured anew. */
const keptMax = 50;

/** Of variables their numbers, switches and lengths of lists decide what is read; no text does. */
const decisive = (_name: string, value: unknown): unknown => {
  if (typeof value === 'string') return '';
  return Array.isArray(value) ? `${value.length} items` : value;
};

/** What an operation costs with these variables, in points; throws what is wrong with them. */
export const measureCost = (asked: Measured): number => {
  const { document, operationName, variableValues } = asked;
  const known = measured.get(document) ?? new Map<string, number>();
  measured.set(document, known);
  const key = `${operationName ?? ''} ${JSON.stringify({ of: variableValues }, decisive)}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const cost = measure(asked);
  if (known.size < keptMax) known.set(key, cost);
  return cost;
};

const measure = ({ schema, document, operationName, variableValues, contextValue }: Measured): number =>
  complexityFromQuery(partToCount(document, operationName ?? undefined), {
    schema,
    ctx: contextValue,
    variables: variableValues ?? {},
  }).complexity;
