import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type As, headersOf, type OpenApi } from '../open-api.ts';
import type { Cell } from './ask-as.ts';
import type { Reached } from './field-paths.ts';

/** A mutation with the least input that its types take. */
export type Mutation = { readonly name: string; readonly text: string; readonly payload: GraphQLObjectType };

export const mutationsOf = (schema: GraphQLSchema): readonly Mutation[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args, type }) => {
    const payload = getNamedType(type);
    if (!isObjectType(payload)) throw new Error(`${name} does not answer with a payload`);
    const given = args.filter((arg) => isNonNullType(arg.type));
    const input = given.map((arg) => `${arg.name}: ${sampleOf(arg.type)}`).join(', ');
    return { name, payload, text: `mutation { ${name}${input && `(${input})`} { errors { code } } }` };
  });

const samples: Readonly<Record<string, string>> = {
  Boolean: 'true',
  CurrencyCode: '"EUR"',
  DateTime: '"2026-11-20T12:00:00Z"',
  Decimal: '"5"',
  ID: '"x"',
  Int: '1',
  Month: '"2026-11"',
  String: '"x"',
};

/** A value that a type takes, without what may be left out. */
const sampleOf = (type: GraphQLInputType): string => {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${fields.map((field) => `${field.name}: ${sampleOf(field.type)}`).join(', ')} }`;
  }
  const sample = samples[type.name];
  if (sample === undefined) throw new Error(`say what a ${type.name} looks like in mutations.ts`);
  return sample;
};

const key = 'used-before';

/** Uses the key up, with which mutations are then refused after their scopes are checked and before anything is done. */
export const useKeyUp = async (open: OpenApi, { cookie = '' }: As): Promise<void> => {
  const query = 'mutation { undoFlattr(input: { url: "https://nobody.example/" }) { errors { code } } }';
  const answer = await open.post('/graphql', { query }, { cookie, 'idempotency-key': key });
  if (answer.status !== 200) throw new Error(await answer.text());
};

/** Whether somebody may do it: `may`, or why not. */
export const tryMutation = async (open: OpenApi, { name, text }: Mutation, as: As): Promise<Cell> => {
  const answer = await open.post('/graphql', { query: text }, { ...headersOf(as), 'idempotency-key': key });
  const { data, errors } = (await answer.json()) as Answer;
  const [error] = errors ?? [];
  if (error) return error.extensions.code;
  const [refusal] = data?.[name]?.errors ?? [];
  if (refusal?.code !== 'IDEMPOTENCY_MISMATCH') throw new Error(`${name} was done: ${JSON.stringify(data)}`);
  return 'may';
};

type Answer = {
  readonly data?: Readonly<Record<string, { readonly errors: readonly { readonly code: string }[] }>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
};

/** The types that a payload alone leads to, itself the first one. */
export const typesOfPayload = (
  payload: GraphQLObjectType,
  reached: readonly Reached[],
): readonly GraphQLObjectType[] => {
  const known = new Set(reached.map(({ type }) => type.name));
  const found = [payload];
  for (const type of found) {
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (isObjectType(next) && !known.has(next.name) && !found.includes(next)) found.push(next);
    }
  }
  return found;
};
