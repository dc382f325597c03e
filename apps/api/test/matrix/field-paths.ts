import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** One field on the way to a type, or the type into which an abstract one is narrowed there. */
export type Step = { readonly parent: string; readonly field: string } | { readonly on: string };

/** A type, and the shortest way from the query's root to it. */
export type Reached = { readonly type: GraphQLObjectType; readonly path: readonly Step[] };

/** What fields are asked with, such as `Query.thing` by `url: "…"`. */
export type Args = Readonly<Record<string, string>>;

export const isComposite = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isCompositeType(getNamedType(type));

/**
 * Every object type that a query or a subscription reaches, each by its shortest way, a query's if there is one. Below the
 * root a way that needs an argument, and so leads to one object alone, is taken for want of another, as is one through an interface
 * or a union.
 */
export const reachedTypes = (schema: GraphQLSchema): readonly Reached[] => {
  const reached = new Map<string, Reached>();
  const reach = (found: readonly Reached[]) => {
    const detours: Reached[] = [];
    for (const one of found) if (!reached.has(one.type.name)) reached.set(one.type.name, one);
    for (const { type, path } of reached.values()) {
      for (const field of Object.values(type.getFields())) {
        const next = getNamedType(field.type);
        const way = [...path, { parent: type.name, field: field.name }];
        if (isAbstractType(next))
          for (const one of schema.getPossibleTypes(next))
            detours.push({ type: one, path: [...way, { on: one.name }] });
        if (!isObjectType(next) || reached.has(next.name)) continue;
        if (path.length > 0 && field.args.some(isRequiredArgument)) detours.push({ type: next, path: way });
        else reached.set(next.name, { type: next, path: way });
      }
    }
    const [next] = detours.filter(({ type }) => !reached.has(type.name));
    if (next) reach([next]);
  };
  for (const root of [schema.getQueryType(), schema.getSubscriptionType()])
    if (root) reach([{ type: root, path: [] }]);
  return [...reached.values()];
};

/** Whether a type is reached by watching, not by asking once. */
export const isWatched = ({ type, path: [first] }: Reached, schema: GraphQLSchema): boolean => {
  const root = first && 'parent' in first ? first.parent : type.name;
  return root === schema.getSubscriptionType()?.name;
};

/** The selection that goes this way, and selects this there. */
export const selectionOf = (path: readonly Step[], selection: string, args: Args): string =>
  `{ ${path.reduceRight((inner, step) => `${stepText(step, args)} { ${inner} }`, selection)} }`;

/** The same way as a person reads it. */
export const wayText = (path: readonly Step[]): string =>
  path.map((step) => ('on' in step ? `(${step.on})` : step.field)).join(' › ');

export const fieldText = (parent: string, field: string, args: Args): string => {
  const given = args[`${parent}.${field}`];
  return given === undefined ? field : `${field}(${given})`;
};

const stepText = (step: Step, args: Args): string =>
  'on' in step ? `... on ${step.on}` : fieldText(step.parent, step.field, args);

/** Fields that cannot be asked, because nobody said with what. */
export const withoutArgs = (types: readonly Reached[], args: Args): readonly string[] =>
  types.flatMap(({ type }) =>
    Object.values(type.getFields())
      .filter((field) => field.args.some(isRequiredArgument))
      .map(({ name }) => `${type.name}.${name}`)
      .filter((member) => !(member in args)),
  );
