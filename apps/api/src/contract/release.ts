import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** The schema as it was on the day from which clients could build on it. */
export type Release = { readonly day: string; readonly schema: GraphQLSchema };

export const documentsFolder = join(import.meta.dirname, '../../../../docs/api');

const folder = join(documentsFolder, 'releases');

/** The released schemas, the first one first: files of their own, so that a clone without history has them too. */
export const readReleases = (): readonly Release[] =>
  readdirSync(folder)
    .sort()
    .map((file) => {
      const [, day] = /^(\d{4}-\d\d-\d\d)\.graphql$/.exec(file) ?? [];
      if (!day) throw new Error(`docs/api/releases/${file} is not named after a day: YYYY-MM-DD.graphql`);
      return { day, schema: buildSchema(readFileSync(join(folder, file), 'utf8')) };
    });
