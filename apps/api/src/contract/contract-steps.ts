import { buildSchema, type GraphQLSchema, printSchema } from 'graphql';
import type { Step } from './allowed-changes.ts';
import { type Chapter, printChangelog } from './changelog.ts';
import type { Release } from './release.ts';
import { schemaChanges } from './schema-changes.ts';

/** What became of each release in the one after it, and of the last one in the schema as it stands. */
export const contractSteps = (
  releases: readonly Release[],
  schema: GraphQLSchema,
): Promise<readonly (Step & Chapter)[]> =>
  Promise.all(
    releases.map(async ({ day, schema: before }, index) => {
      const next = releases[index + 1];
      const changes = await schemaChanges(before, next?.schema ?? asPrinted(schema));
      return { from: day, day: next?.day, changes };
    }),
  );

/** As a release is read: the inspector looks at how a schema is written, too. */
const asPrinted = (schema: GraphQLSchema): GraphQLSchema => buildSchema(printSchema(schema));

/** The changelog as it should stand for these releases and this schema. */
export const changelogOf = async (releases: readonly Release[], schema: GraphQLSchema): Promise<string> => {
  const [first] = releases;
  if (!first) throw new Error('docs/api/releases has no schema: the first release belongs there');
  return printChangelog(first.day, await contractSteps(releases, schema));
};
