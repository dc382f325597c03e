import { readFile } from 'node:fs/promises';
import { refusals } from '@flattr/domain/refusal';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { examples } from '../src/http/examples.ts';
import { schema } from '../src/index.ts';
import { printedSchema, schemaFile } from '../src/print-schema.ts';
import { upperSnake } from '../src/schema/upper-snake.ts';

test('schema.graphql is what the code prints: run `npm run schema -w apps/api` and review the difference', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(printedSchema());
});

test('every type, field, argument, input field and value is described', () => {
  expect(undescribed()).toEqual([]);
});

test('every list that is read page by page has `nodes` and `totalCount`, and is asked by `first` and `last`', () => {
  const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
  const connections = objects.filter(({ name }) => name.endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(10);
  for (const connection of connections) {
    const fields = ['edges', 'nodes', 'pageInfo', 'totalCount'];
    expect(Object.keys(connection.getFields()), connection.name).toEqual(expect.arrayContaining(fields));
  }
  const lists = objects.flatMap((type) => Object.values(type.getFields()));
  for (const { name, type, args } of lists.filter(({ type }) => `${type}`.endsWith('Connection!'))) {
    const given = args.map((argument) => argument.name);
    expect(given, `${name}: ${type}`).toEqual(expect.arrayContaining(['after', 'before', 'first', 'last']));
  }
});

test('GraphiQL opens with examples that the schema takes', () => {
  expect(validate(schema, parse(examples)).map((error) => error.message)).toEqual([]);
});

test('the codes of refusals are those of the domain', () => {
  const type = schema.getType('RefusalCode');
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(new Set(values)).toEqual(new Set(Object.keys(refusals).map(upperSnake)));
  expect(upperSnake('own-thing')).toBe('OWN_THING');
  expect(upperSnake('me:read')).toBe('ME_READ');
});

type Described = { readonly name: string; readonly description?: string | null };

function undescribed(): string[] {
  const found: string[] = [];
  const look = (path: string, one: Described) => {
    if (!one.description?.trim()) found.push(`${path}${one.name}`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    look('', type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) look(`${type.name}.`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.`, field);
      for (const argument of field.args) look(`${type.name}.${field.name}.`, argument);
    }
  }
  return found;
}
