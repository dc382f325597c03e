import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { Release } from './release.ts';

/** Clients have this many months from the release that deprecates something. */
const monthsKept = 3;

/**
 * What is wrong with the deprecations: each says `removed after YYYY-MM-DD`, and that day is three months or more after the
 * release in which it was first deprecated; for one that is not released yet, after the day `today`.
 */
export const brokenDeprecations = (
  releases: readonly Release[],
  schema: GraphQLSchema,
  today: string,
): readonly string[] => {
  const versions = [...releases, { day: today, schema }];
  const known = new Set<string>();
  return versions.flatMap(({ day, schema: version }) =>
    deprecationsOf(version).flatMap(({ path, reason }) => {
      if (known.has(`${path} ${reason}`)) return [];
      known.add(`${path} ${reason}`);
      const [, removed] = /; removed after (\d{4}-\d\d-\d\d)\.?$/.exec(reason) ?? [];
      if (!removed) return [`${path}: a deprecation ends with "; removed after YYYY-MM-DD"`];
      const earliest = monthsAfter(day, monthsKept);
      return removed < earliest
        ? [`${path}: clients have three months: removed after ${earliest} at the earliest`]
        : [];
    }),
  );
};

type Deprecation = { readonly path: string; readonly reason: string };
type Member = { readonly name: string; readonly deprecationReason?: string | null | undefined };

/** Everything of a schema that is deprecated. */
export const deprecationsOf = (schema: GraphQLSchema): readonly Deprecation[] =>
  Object.values(schema.getTypeMap()).flatMap((type) => {
    const of = (path: string, members: readonly Member[]) =>
      members.flatMap(({ name, deprecationReason: reason }) =>
        typeof reason === 'string' ? [{ path: `${path}.${name}`, reason }] : [],
      );
    if (type.name.startsWith('__')) return [];
    if (isEnumType(type)) return of(type.name, type.getValues());
    if (isInputObjectType(type)) return of(type.name, Object.values(type.getFields()));
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.values(type.getFields());
    return [
      ...of(type.name, fields),
      ...fields.flatMap(({ name, args }) => of(`${type.name}.${name}`, args)),
    ];
  });

const monthsAfter = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
};
