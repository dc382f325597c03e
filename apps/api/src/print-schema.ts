import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printSchema } from 'graphql';
import { schema } from './schema/index.ts';

/** The contract as it stands in the root's `schema.graphql`: types, fields and values in order of their names. */
export const printedSchema = (): string => `${printSchema(schema)}\n`;

export const schemaFile = join(import.meta.dirname, '../../../schema.graphql');

if (import.meta.main) await writeFile(schemaFile, printedSchema());
