import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, type Files } from '../src/files.ts';
import { makeZip } from '../src/make-zip.ts';
import { pluginFiles } from '../src/plugin-files.ts';
import { writeFolder } from '../src/write-folder.ts';

let files: Files;
let folder: string;

const text = (path: string) => new TextDecoder().decode(files.get(path));

beforeAll(async () => {
  files = await pluginFiles();
  folder = await mkdtemp(join(tmpdir(), 'flattr-packed-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the plugin', () => {
  it('has what WordPress and its directory look for', () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'assets/button.js',
        'assets/button.de.js',
        'assets/button-source/flattr-button.ts',
        'block/block.json',
        'client/class-client.php',
        'client/generated/class-operations.php',
        'flattr.php',
        'languages/flattr.pot',
        'languages/flattr-de_DE.mo',
        'readme.txt',
        'uninstall.php',
      ]),
    );
  });

  it('has nothing that is not for a site', () => {
    const strange = [...files.keys()].filter(
      (path) =>
        !/\.(php|js|ts|css|json|txt|pot|po|mo|svg|png)$|^LICENSE$/.test(path) || /(^|\/)\.|test/.test(path),
    );
    expect(strange).toEqual([]);
  });

  it('has no PHP that runs when somebody opens its address', () => {
    const open = [...files.keys()].filter((path) => {
      if (!path.endsWith('.php') || path.endsWith('.asset.php')) return false;
      const declaresOnly = path.startsWith('client/');
      return !declaresOnly && !/defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/.test(text(path));
    });
    expect(open).toEqual([]);
  });

  it('knows no WordPress in its client', () => {
    const client = [...files.keys()].filter((path) => path.startsWith('client/'));
    expect(client.length).toBeGreaterThan(6);
    const found = client.filter((path) =>
      /\b(wp_\w+|get_option|add_action|esc_\w+|ABSPATH)\b *\(/.test(text(path)),
    );
    expect(found).toEqual([]);
  });

  it('has files that people can read, none of them long', () => {
    const long = [...files.keys()]
      .filter((path) => path.endsWith('.php') && !path.startsWith('client/generated/'))
      .filter((path) => text(path).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('loads no script and no style from another server', () => {
    const remote = [...files.keys()].filter(
      (path) => /\.(php|js|css)$/.test(path) && /(src|href|import)\W{1,3}https?:\/\//.test(text(path)),
    );
    expect(remote).toEqual([]);
  });

  it('says everywhere which text domain is its own', () => {
    const asked =
      /\b(?:__|_e|esc_html__|esc_html_e|esc_attr__|esc_attr_e)\(\s*'(?:[^'\\]|\\.)*'\s*(,\s*'flattr'\s*)?\)/g;
    const without = [...files.keys()].filter(
      (path) => path.endsWith('.php') && [...text(path).matchAll(asked)].some(([, domain]) => !domain),
    );
    expect(without).toEqual([]);
  });

  it('names in uninstall.php all that it keeps', () => {
    const sources = [...files.keys()].filter((path) => path.startsWith('includes/'));
    const kept = sources.flatMap((path) =>
      [...text(path).matchAll(/\bconst [A-Z_]+ *= '(_?flattr_\w+)';/g)].map(([, name = '']) => name),
    );
    const passing = /_nonce$|^flattr_oauth_$|^flattr_figures$/;
    const gone = text('uninstall.php');
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((name) => !passing.test(name) && !gone.includes(`'${name}'`))).toEqual([]);
  });
});

describe('the zip', () => {
  it('is the same bytes from the same tree, at any time', async () => {
    const [one, other] = [makeZip(files), makeZip(await pluginFiles())];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    const changed = makeZip(new Map([...files, ['readme.txt', bytes('another')]]));
    expect(Buffer.from(one).equals(Buffer.from(changed))).toBe(false);
  });

  it('has all files below one folder', () => {
    const packed = unzipSync(makeZip(files));
    expect(Object.keys(packed)).toEqual([...files.keys()].map((path) => `flattr/${path}`));
    expect(packed['flattr/flattr.php']).toEqual(new Uint8Array(files.get('flattr.php') ?? []));
  });
});

describe('the folder', () => {
  it('holds these files and no others, and keeps what did not change', async () => {
    await writeFolder(folder, files);
    const untouched = await stat(join(folder, 'LICENSE'));
    await writeFile(join(folder, 'includes/class-gone.php'), '<?php');
    await writeFolder(folder, new Map([...files, ['readme.txt', bytes('another')]]));
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile())).toHaveLength(files.size);
    expect(await readFile(join(folder, 'readme.txt'), 'utf8')).toBe('another');
    expect((await stat(join(folder, 'LICENSE'))).mtimeMs).toBe(untouched.mtimeMs);
  });
});
