import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  separateOperations,
  validate,
} from 'graphql';

/** What the plugin asks of an instance: the names of operations of the SDK, in the order in which the client has them. */
export const operationNames = [
  'Creator',
  'RegisterThings',
  'MoveThings',
  'UnpublishThings',
  'Claims',
  'StartClaim',
  'CheckClaim',
  'Earnings',
] as const;

export type Operation = {
  readonly name: string;
  readonly definition: OperationDefinitionNode;
  /** The operation with the fragments that it needs, and no others. */
  readonly document: DocumentNode;
};

const root = join(import.meta.dirname, '../../../..');
const folder = join(root, 'packages/sdk/operations');

/** The contract that the operations are asked of. */
export const readSchema = (): GraphQLSchema =>
  buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));

/** All that the SDK asks; the fragments of its pages are shared. */
export const readDocuments = (): DocumentNode =>
  parse(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n'),
  );

/** These operations, each checked against the schema; throws where one is missing or asks for what is not there. */
export const pickOperations = (
  schema: GraphQLSchema,
  documents: DocumentNode,
  names: readonly string[],
): readonly Operation[] => {
  const all = separateOperations(documents);
  return names.map((name) => {
    const document = all[name];
    const definition = document?.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (!document || definition?.kind !== Kind.OPERATION_DEFINITION)
      throw new Error(`No operation of the SDK is called ${name}.`);
    const [problem] = validate(schema, document);
    if (problem) throw new Error(`${name}: ${problem.message}`);
    return { name, definition, document };
  });
};
