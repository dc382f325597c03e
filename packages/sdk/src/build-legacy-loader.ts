import { join } from 'node:path';
import { build } from 'esbuild';

const bundle = async (instance: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'legacy/loader.ts')],
    bundle: true,
    // A classic script, since old pages load it as one and call it right after.
    format: 'iife',
    minify: true,
    define: { INSTANCE: JSON.stringify(instance) },
    target: ['es2022'],
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild gave no file for the legacy loader');
  return file.text;
};

const built = new Map<string, Promise<string>>();

/**
 * The first Flattr's loader as one minified script, built once a process for each instance's origin: its buttons lead there, by
 * whatever old host's name the script came. Without an origin they lead to the host that it came from.
 */
export const buildLegacyLoader = (instance = ''): Promise<string> => {
  const text = built.get(instance) ?? bundle(instance);
  built.set(instance, text);
  return text;
};

/** Where pages look for it. All are the same bytes, which read from their own address how they were asked for. */
export const legacyLoaderPaths = [
  '/js/0.6/load.js',
  '/js/0.5/load.js',
  '/js/0.5.0/load.js',
  '/button/load.js',
] as const;
