import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** What Node 20 and browsers of 2023 know; whatever is newer does not compile. */
const compilerOptions = {
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  skipLibCheck: true,
  declaration: true,
  noEmitOnError: true,
};

/** Compiles these sources and all that they import into JavaScript modules, each with its types beside it. */
export const compilePackage = async (
  root: string,
  sources: readonly string[],
  target: string,
): Promise<void> => {
  const config = join(target, 'tsconfig.json');
  const options = { ...compilerOptions, rootDir: root, outDir: target, typeRoots: [typesOf(root)] };
  const files = sources.map((source) => join(root, source));
  await writeFile(config, JSON.stringify({ compilerOptions: options, files }));
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', config]);
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? `${error.stdout}` : `${error}`;
    throw new Error(`the package does not compile:\n${said}`, { cause: error });
  }
  await rm(config);
  for (const file of await readdir(target, { recursive: true }))
    if (file.endsWith('.d.ts')) await leaveNoDependency(join(target, file));
};

const typesOf = (root: string): string => join(root, '../../node_modules/@types');

/** The modules of this package that a text names, as they are published. */
export const namePublished = (text: string): string =>
  text.replace(/(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g, '$1$2.js$1');

/** Types name modules as they are published, and the one type that came from elsewhere stands in their own file. */
const leaveNoDependency = async (file: string): Promise<void> => {
  const text = await readFile(file, 'utf8');
  const own = namePublished(text).replace(
    /^import type \{ DocumentTypeDecoration \} from .*$/m,
    'interface DocumentTypeDecoration<TResult, TVariables> {\n    __apiType?: (variables: TVariables) => TResult;\n}',
  );
  if (own !== text) await writeFile(file, own);
};
