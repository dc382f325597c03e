import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  print,
  stripIgnoredCharacters,
} from 'graphql';
import { PhpTypes } from './php-types.ts';
import type { Operation } from './read-operations.ts';

/** `RegisterThings` is called `register_things` in PHP. */
export const snakeCase = (name: string): string =>
  name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();

/** The PHP class with one method for each operation, each with the exact arrays that it takes and gives. */
export const writeClient = (schema: GraphQLSchema, operations: readonly Operation[]): string => {
  const types = new PhpTypes(schema, fragmentsOf(operations));
  const methods = operations.map((operation) => writeMethod(schema, types, operation));
  const enums = [...types.enums].sort().map(([name, values]) => `@phpstan-type ${name} ${values}`);
  const about = [
    'One method for each operation that the plugin asks of an instance.',
    '',
    'An enum of the API grows: treat a value that is not named here like any other of its kind.',
    '',
    ...enums,
  ];
  return [
    '<?php',
    comment(['The operations of the API, written by the build from its schema.', '', '@package Flattr']),
    '',
    'namespace Flattr\\Client\\Generated;',
    '',
    'use Flattr\\Client\\Core;',
    'use Flattr\\Client\\Failure;',
    '',
    '// A file that is asked for by its own address says nothing.',
    'if ( ! class_exists( Core::class ) ) {',
    '\treturn;',
    '}',
    '',
    comment(about),
    'abstract class Operations extends Core {',
    '',
    methods.join('\n\n'),
    '}',
    '',
  ].join('\n');
};

const fragmentsOf = (operations: readonly Operation[]): readonly FragmentDefinitionNode[] =>
  operations
    .flatMap(({ document }) => document.definitions)
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);

const writeMethod = (schema: GraphQLSchema, types: PhpTypes, operation: Operation): string => {
  const { name, definition, document } = operation;
  const root = schema.getRootType(definition.operation);
  if (!root) throw new Error(`The schema has no ${definition.operation}.`);
  const mutates = definition.operation === OperationTypeNode.MUTATION;
  const variables = definition.variableDefinitions ?? [];
  const takesNone = variables.every(
    ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue,
  );
  const constant = snakeCase(name).toUpperCase();
  const parameters = [
    `array $variables${takesNone ? ' = array()' : ''}`,
    ...(mutates ? ['?string $idempotency_key = null'] : []),
  ];
  const about = [
    mutates ? `Sends the mutation ${name}.` : `Asks the query ${name}.`,
    '',
    `@param ${onOneLine(types.ofVariables(variables))} $variables What it takes.`,
    ...(mutates
      ? [
          '@param string|null $idempotency_key With the same key it happens once; one is drawn where none is given.',
        ]
      : []),
    ...`@return ${types.ofSelection(root.name, [definition.selectionSet])}`.split('\n'),
    '@throws Failure Where no data came.',
  ];
  const text = stripIgnoredCharacters(print(document));
  return [
    indented(comment([`The document of ${name}.`])),
    `\tconst ${constant} = <<<'GRAPHQL'`,
    text,
    'GRAPHQL;',
    '',
    indented(comment(about)),
    `\tpublic function ${snakeCase(name)}( ${parameters.join(', ')} ): array {`,
    mutates
      ? `\t\treturn $this->mutate( self::${constant}, $variables, $idempotency_key );`
      : `\t\treturn $this->ask( self::${constant}, $variables );`,
    '\t}',
  ].join('\n');
};

/** PHP_CodeSniffer reads a parameter up to the end of its line. */
const onOneLine = (shape: string): string => shape.replaceAll(/,\n *\}/g, ' }').replaceAll(/\n */g, ' ');

const comment = (lines: readonly string[]): string => {
  if (lines.some((line) => line.includes('*/'))) throw new Error('A comment of PHP would end in its middle.');
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
};

const indented = (text: string): string => text.replaceAll(/^/gm, '\t');
