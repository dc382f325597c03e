import { type GraphQLField, getNamedType, getNullableType, isLeafType, isListType } from 'graphql';

/** A row that is read or a value that is computed for the caller is a point. */
const object = 1;
/** A mutation holds locks, writes and is kept: as much as a page of ten rows. */
const mutation = 10;
/** The rows of a page, as the builder's `prisma` options have them. */
const pageDefault = 20;
const pageMax = 100;
/** A list without a page size is short by nature: a user's wallets, the parts of a split. */
const shortList = 5;

/** Lists without a page size that may be long. */
const longLists: Readonly<Record<string, number>> = {
  'Query.settledMonths': 20,
  'Query.mostFlattred': 20,
  'Viewer.months': 20,
  'Earnings.months': 20,
  'MonthSoFar.flattrs': 50,
};

/** What comes with what it belongs to. */
const free: readonly string[] = ['Money', 'PageInfo', 'RateLimit', 'Refusal'];

type Cost = { readonly field: number; readonly multiplier: number };
type Field = Pick<GraphQLField<unknown, unknown>, 'name' | 'type' | 'args'>;
type BuiltField = Field & Pick<GraphQLField<unknown, unknown>, 'extensions'>;
type Args = Readonly<Record<string, unknown>>;

/**
 * What a field costs in points, and how often what is selected in it: a scalar nothing unless it takes arguments, an object 1,
 * a list its page size times what is in it, a mutation 10 and as many as its input has items.
 */
export const costOf = (parentType: string, field: Field, args: Args): Cost => {
  const named = getNamedType(field.type);
  if (parentType === 'Mutation') return costOfMutation(args);
  if (isLeafType(named)) return { field: field.args.length > 0 ? object : 0, multiplier: 1 };
  if (free.includes(named.name)) return { field: 0, multiplier: 1 };
  if (named.name.endsWith('Connection')) return { field: object, multiplier: pageOf(args) };
  if (parentType.endsWith('Connection')) return { field: field.name === 'edges' ? 0 : object, multiplier: 1 };
  if (!isListType(getNullableType(field.type))) return { field: object, multiplier: 1 };
  const size = sizeOf(parentType, field, args);
  return { field: size * object, multiplier: size };
};

/** The same for the schema's builder, which knows of each field what it belongs to. */
export const costOfField = (args: Args, _context: unknown, field: BuiltField): Cost => {
  const { parentType }: { parentType?: string } = field.extensions.pothosConfig ?? {};
  return costOf(parentType ?? '', field, args);
};

/** What is selected in a payload comes once for each item of the input. */
const costOfMutation = ({ input }: Args): Cost => {
  const items = itemsIn(input);
  return { field: mutation + items, multiplier: Math.max(items, 1) };
};

const itemsIn = (input: unknown): number => {
  if (typeof input !== 'object' || input === null) return 0;
  const lists = Object.values(input).filter((value) => Array.isArray(value));
  return lists.reduce((items, list) => items + list.length, 0);
};

const pageOf = ({ first, last }: Args): number => {
  const size = typeof first === 'number' ? first : typeof last === 'number' ? last : pageDefault;
  return Math.min(Math.max(size, 0), pageMax);
};

const sizeOf = (parentType: string, field: Field, args: Args): number => {
  // The payload of a mutation is counted for each item already.
  if (parentType.endsWith('Payload')) return 1;
  if (Array.isArray(args.ids)) return args.ids.length;
  if (typeof args.first === 'number') return pageOf(args);
  if (field.name === 'months' && typeof args.month === 'string') return 1;
  return longLists[`${parentType}.${field.name}`] ?? shortList;
};
