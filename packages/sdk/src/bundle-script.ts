import { build } from 'esbuild';

/** One minified module of a script and all that it imports from `folder`, as a bundler makes it for a page or a worker. */
export const bundleScript = async (folder: string, script: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild gave no file for the script');
  return file.text;
};
