import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { scale } from '@flattr/evidence';
import { build } from 'esbuild';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureSizes } from '../src/bench/measure-sizes.ts';
import { makePackage, type Package } from '../src/make-package.ts';
import { packedManifest } from '../src/packed-manifest.ts';

it('has each subpath as JavaScript with its types, and no dependency', () => {
  const { text, sources } = packedManifest({
    name: '@flattr/sdk',
    private: true,
    devDependencies: { esbuild: '*' },
    exports: {
      '.': './src/index.ts',
      './build-button': './src/build-button.ts',
      './button': { types: './src/button-element.ts', default: './dist/button.js' },
    },
    sideEffects: ['./src/index.ts'],
  });
  expect(text).toEqual({
    name: '@flattr/sdk',
    engines: { node: '>=20' },
    exports: {
      '.': { types: './src/index.d.ts', default: './src/index.js' },
      './button': { types: './src/button-element.d.ts', default: './dist/button.js' },
      './package.json': './package.json',
    },
    sideEffects: ['./src/index.js'],
  });
  expect(sources).toEqual(['./src/index.ts', './src/button-element.ts']);
});

/** What a line of types imports, or names within a type; examples in comments do not count. */
const importing =
  /^(?:import|export) [^'"=;]*?from ['"]([^.'"][^'"]*)['"]|^[^*\n]*import\(['"]([^.'"][^'"]*)['"]/gm;

/** What runs wherever there is `fetch`; the others are for builds and servers. */
const everywhere = ['.', './adapter', './button', './render-button', './webhooks'];

describe.runIf(scale() !== 'quick')('the package', () => {
  let folder: string;
  let made: Package;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flattr-package-'));
    made = await makePackage(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is what publint wants a package to be', async () => {
    const tarball = await readFile(made.tarball);
    const packed = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
    const { messages } = await publint({ pkgDir: 'package', pack: { tarball: packed }, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that are true for whoever imports it', async () => {
    const checker = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json');
    const asked = [join(dirname(checker), 'dist/index.js'), made.tarball, '--profile', 'esm-only'];
    const manifest = JSON.parse(await readFile(join(made.folder, 'package.json'), 'utf8'));
    // What is no module, such as a template, has no types.
    const others = Object.keys(manifest.exports).filter((subpath) => !manifest.exports[subpath].types);
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...[...asked, '--format', 'json', '--exclude-entrypoints', ...others],
    ]).catch((error) => error);
    const { analysis } = JSON.parse(stdout);
    expect(Object.keys(analysis.entrypoints)).toContain('./webhooks');
    const ofModules = ({ resolutionKind }: { resolutionKind?: string }) =>
      resolutionKind !== 'node10' && resolutionKind !== 'node16-cjs';
    expect(analysis.problems.filter(ofModules)).toEqual([]);
  });

  it('depends on nothing, and on no part of Node where it runs everywhere', async () => {
    const manifest = JSON.parse(await readFile(join(made.folder, 'package.json'), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    for (const subpath of everywhere) {
      const entryPoints = [join(made.folder, manifest.exports[subpath].default)];
      const bundling = build({ entryPoints, bundle: true, write: false, format: 'esm', logLevel: 'silent' });
      await expect(bundling, subpath).resolves.toMatchObject({ errors: [], warnings: [] });
    }
  });

  it('costs a page at most 4 kB for the client with one operation, and 2 kB for the button', async () => {
    const sizes = await measureSizes(made.folder);
    expect(sizes['client, one operation']).toBeLessThanOrEqual(4000);
    expect(sizes['button.js']).toBeLessThanOrEqual(2000);
    for (const language of ['de', 'es', 'fr', 'sv'])
      expect(sizes[`button.${language}.js`]).toBeLessThanOrEqual(400);
  });

  it('names in its types no module that is not in it', async () => {
    const files = await readdir(made.folder, { recursive: true });
    const { peerDependencies = {} } = JSON.parse(await readFile(join(made.folder, 'package.json'), 'utf8'));
    const named = new Set<string>();
    for (const file of files.filter((name) => name.endsWith('.d.ts'))) {
      const text = await readFile(join(made.folder, file), 'utf8');
      expect(text, file).not.toMatch(/['"]\.[^'"\n]*\.ts['"]/);
      for (const [, imported, inType] of text.matchAll(importing)) named.add(imported ?? inType ?? '');
    }
    expect([...named].filter((name) => !name.startsWith('node:') && !(name in peerDependencies))).toEqual([]);
  });
});
