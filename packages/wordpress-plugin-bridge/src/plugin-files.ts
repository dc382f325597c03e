import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildButton, buttonIn, buttonLanguages } from '@flattr/sdk/build-button';
import { operationNames, pickOperations, readDocuments, readSchema } from './client/read-operations.ts';
import { writeClient } from './client/write-client.ts';
import { bytes, type Files } from './files.ts';
import { compileLanguages } from './languages/compile-languages.ts';

const home = join(import.meta.dirname, '..');
const button = join(home, '../sdk/src/button');

/** Every file of the plugin as it is installed, in the order of their paths: the same tree gives the same bytes. */
export const pluginFiles = async (): Promise<Files> => {
  const files: Files = new Map();
  await addFolder(files, join(home, 'plugin'), '');
  for (const [path, content] of compileLanguages(files)) files.set(path, content);
  await addButton(files);
  files.set('client/generated/class-operations.php', bytes(generatedClient()));
  files.set('LICENSE', await readFile(join(home, '../../LICENSE')));
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
};

const addFolder = async (files: Files, folder: string, under: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`${under}${path.slice(folder.length + 1).replaceAll('\\', '/')}`, await readFile(path));
  }
};

/** The button's scripts, and what they are made from: the plugin directory asks for code that people can read. */
const addButton = async (files: Files): Promise<void> => {
  files.set('assets/button.js', bytes(await buildButton()));
  for (const language of buttonLanguages)
    files.set(`assets/button.${language}.js`, bytes(buttonIn(language)));
  const sources: Files = new Map();
  await addFolder(sources, button, 'assets/button-source/');
  for (const [path, source] of sources) if (!path.includes('.test.')) files.set(path, source);
};

const generatedClient = (): string => {
  const schema = readSchema();
  return writeClient(schema, pickOperations(schema, readDocuments(), operationNames));
};
