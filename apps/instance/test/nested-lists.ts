import type { schema as builtSchema } from '@flattr/api';
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';

type Schema = typeof builtSchema;
type Field = GraphQLField<unknown, unknown>;

/** A field on the way down, as it is written, and what is below it. */
type Step = {
  readonly text: string;
  readonly list: boolean;
  readonly depth: number;
  readonly type: GraphQLObjectType;
};

/** One way down through the schema, and how often it comes to the same type at most. */
export type Nesting = { readonly document: string; readonly rounds: number };

/** The arguments that fields need, by `Type.field`; a field that is `undefined` here is left out. */
export type Given = Readonly<Record<string, string | undefined>>;

/** Values have no rows of their own, and a payload's errors none at all. */
const values = ['Money', 'PageInfo', 'Refusal', 'RateLimit'];

/** Every way down from a query through objects and lists to a list or to the depth, each page of 100, and all there is at its end. */
export const nestingsOf = (schema: Schema, depthMax: number, given: Given): readonly Nesting[] => {
  const query = schema.getQueryType();
  if (!query) throw new Error('a schema without a query');
  const found: Nesting[] = [];
  const goDown = (type: GraphQLObjectType, path: readonly Step[], depth: number) => {
    const steps = stepsFrom(schema, type, given).filter((step) => depth + step.depth < depthMax);
    const isEnd = steps.length === 0 || path.at(-1)?.list;
    if (isEnd && path.some(({ list }) => list)) found.push(write(path, given));
    for (const step of steps) goDown(step.type, [...path, step], depth + step.depth);
  };
  goDown(query, [], 0);
  return found;
};

const stepsFrom = (schema: Schema, type: GraphQLObjectType, given: Given): Step[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named) || values.includes(named.name) || isLeftOut(type, field, given)) return [];
    const text = `${field.name}${given[`${type.name}.${field.name}`] ?? ''}`;
    if (isObjectType(named)) return [stepTo(text, field, named)];
    if (!isInterfaceType(named)) return [];
    return schema.getPossibleTypes(named).map((possible) => ({
      text: `${text} { ... on ${possible.name}`,
      list: isList(field),
      depth: 1,
      type: possible,
    }));
  });

const stepTo = (text: string, field: Field, named: GraphQLObjectType): Step => {
  const element = named.name.endsWith('Connection') && getNamedType(named.getFields().nodes?.type);
  if (element && isObjectType(element)) {
    return {
      text: `${`${text}(first: 100)`.replace(')(', ', ')} { nodes`,
      list: true,
      depth: 2,
      type: element,
    };
  }
  return { text, list: isList(field), depth: 1, type: named };
};

const isList = ({ type }: Field): boolean => `${type}`.startsWith('[');

const isLeftOut = (type: GraphQLObjectType, { name, args }: Field, given: Given): boolean => {
  const known = `${type.name}.${name}`;
  if (Object.hasOwn(given, known)) return given[known] === undefined;
  return type.name === 'Query'
    ? args.length > 0 && !args.some((arg) => arg.name === 'first')
    : name === 'claim';
};

/** What is not a list, and all leaves. */
const widely = (type: GraphQLObjectType, given: Given): readonly Field[] =>
  Object.values(type.getFields()).filter((field) => !isLeftOut(type, field, given));

const write = (path: readonly Step[], given: Given): Nesting => {
  const last = path.at(-1);
  const ends = last ? widely(last.type, given) : [];
  const written = ends.map(({ name, type }) =>
    isLeafType(getNamedType(type)) ? name : `${name} { __typename }`,
  );
  const texts = path.map(({ text }) => text);
  const opened = texts.join(' { ').split('{').length;
  const met = [...path.map(({ type }) => type.name), ...ends.map(({ type }) => getNamedType(type).name)];
  const rounds = Math.max(...met.map((name) => met.filter((other) => other === name).length));
  return {
    document: `{ ${texts.join(' { __typename ')} { __typename ${written.join(' ')} ${'} '.repeat(opened)}}`,
    rounds,
  };
};
