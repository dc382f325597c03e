import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buttonScripts } from './build-button.ts';
import { compilePackage, namePublished } from './compile-package.ts';
import { type Exports, packedManifest, targetsOf } from './packed-manifest.ts';

const sdk = join(import.meta.dirname, '..');

export type Package = {
  /** The folder as it is unpacked. */
  readonly folder: string;
  readonly tarball: string;
};

/** Makes the package that is published, in `<folder>/package`, and its tarball beside it; takes nothing from a network. */
export const makePackage = async (folder: string): Promise<Package> => {
  const manifest = packedManifest(JSON.parse(await readFile(join(sdk, 'package.json'), 'utf8')));
  const target = join(folder, 'package');
  await rm(target, { recursive: true, force: true });
  await mkdir(join(target, 'dist'), { recursive: true });
  await compilePackage(sdk, manifest.sources, target);
  await writeButton(join(target, 'dist'));
  await copyFiles(manifest.exports, target);
  await cp(join(sdk, 'README.md'), join(target, 'README.md'));
  await cp(join(sdk, '../../LICENSE'), join(target, 'LICENSE'));
  await writeFile(join(target, 'package.json'), `${JSON.stringify(manifest.text, undefined, 2)}\n`);
  return { folder: target, tarball: await pack(target, folder) };
};

const writeButton = async (folder: string): Promise<void> => {
  await writeFile(join(folder, 'button.js'), await buttonScripts.button());
  for (const [language, script] of buttonScripts.languages)
    await writeFile(join(folder, `button.${language}.js`), script);
};

/** What a subpath names besides modules, such as a template, with the modules that it imports as they are published. */
const copyFiles = async (exports: Exports, target: string): Promise<void> => {
  for (const file of targetsOf(exports)) {
    if (/\.(js|d\.ts)$/.test(file)) continue;
    await mkdir(dirname(join(target, file)), { recursive: true });
    await writeFile(join(target, file), namePublished(await readFile(join(sdk, file), 'utf8')));
  }
};

const pack = async (target: string, folder: string): Promise<string> => {
  const old = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  for (const name of old) await rm(join(folder, name));
  const asked = ['pack', '--silent', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', asked, { cwd: target });
  return join(folder, stdout.trim());
};
