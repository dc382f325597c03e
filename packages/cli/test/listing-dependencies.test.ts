import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf } from '../src/deps/dependency.ts';
import { fundingYmlPages } from '../src/deps/funding-yml.ts';
import { readCargoLock } from '../src/deps/read-cargo-lock.ts';
import { readComposerLock } from '../src/deps/read-composer-lock.ts';
import { readRequirements } from '../src/deps/read-requirements.ts';
import { openShell, type Shell } from './shell.ts';

/** An instance that knows one page, and that cannot read an address without a dot. */
const things: Readonly<Record<string, object>> = {
  'https://github.com/a/left': {
    uuid: '1',
    slug: 'left',
    url: 'https://github.com/a/left',
    title: 'Left',
    flattrCount: 1,
    creator: null,
  },
};
let asked = 0;
const fetch = async (_url: string, init?: RequestInit) => {
  asked += 1;
  const { variables } = JSON.parse(`${init?.body}`) as { variables: Record<string, string> };
  if (Object.values(variables).some((url) => new URL(url).hostname === 'intranet'))
    return Response.json({
      data: null,
      errors: [{ message: 'Private.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  const rows = Object.entries(variables).map(([name, url]) => [name.replace('u', 't'), things[url] ?? null]);
  return Response.json({ data: Object.fromEntries(rows) });
};

let shell: Shell;
beforeAll(async () => {
  shell = await openShell({ instance: 'https://flattr.example', fetch });
});
afterAll(() => shell.remove());

const put = async (name: string, content: unknown) => {
  await mkdir(dirname(join(shell.folder, name)), { recursive: true });
  await writeFile(join(shell.folder, name), typeof content === 'string' ? content : JSON.stringify(content));
};

describe('who runs deps in a project of npm', () => {
  beforeAll(async () => {
    await put('package-lock.json', {
      lockfileVersion: 3,
      packages: {
        '': { name: 'mine' },
        'packages/own': { version: '1.0.0' },
        'node_modules/own': { resolved: 'packages/own', link: true },
        'node_modules/left': { version: '1.2.3', funding: [{ url: 'https://pay.example/left' }] },
        'node_modules/left/node_modules/@deep/er': { version: '2.0.0' },
        'node_modules/odd': { version: '0.1.0', funding: 'http://intranet/odd' },
      },
    });
    await put('node_modules/left/package.json', {
      repository: { url: 'git+https://github.com/a/left.git' },
      homepage: 'https://left.example',
    });
    await put('node_modules/left/FUNDING.yml', 'github: a\ncustom: ["https://a.example/pay", b.example]\n');
    await put('node_modules/odd/funding.json', {
      entity: { webpageUrl: { url: 'https://odd.example' } },
      funding: { channels: [{ address: 'mail@odd.example' }] },
    });
    await put('yarn.lock', '');
  });

  it('is told what is a thing, and of the rest where it may be found', async () => {
    const { code, out } = await shell.type('deps', '--json');
    const { read, notRead, dependencies } = JSON.parse(out);
    expect([code, read, notRead]).toEqual([0, ['package-lock.json'], ['yarn.lock']]);
    expect(dependencies).toEqual([
      {
        name: 'left',
        version: '1.2.3',
        from: 'npm',
        urls: [
          'https://github.com/a/left',
          'https://left.example/',
          'https://pay.example/left',
          'https://a.example/pay',
          'https://b.example/',
          'https://www.npmjs.com/package/left',
        ],
        thing: {
          page: 'https://flattr.example/t/1/left',
          url: 'https://github.com/a/left',
          title: 'Left',
          flattrCount: 1,
        },
      },
      { name: '@deep/er', version: '2.0.0', from: 'npm', urls: ['https://www.npmjs.com/package/@deep/er'] },
      {
        name: 'odd',
        version: '0.1.0',
        from: 'npm',
        urls: ['https://intranet/odd', 'https://odd.example/', 'https://www.npmjs.com/package/odd'],
      },
    ]);
    // Ten addresses with one that nothing can have: asked for in halves until it stands alone.
    expect(asked).toBeLessThan(12);
  });

  it('reads it in front of a person, and what is not read', async () => {
    const { out, err } = await shell.type('deps', '--all');
    expect(out).toMatch(
      /^3 dependencies in package-lock\.json, 1 of them at https:\/\/flattr\.example\nLeft: 1 flattr this month, nobody’s yet/,
    );
    expect(out).toMatch(/\n {2}@deep\/er {2}https:\/\/www\.npmjs\.com\/package\/@deep\/er\n/);
    expect(err).toBe('Not read: yarn.lock.');
  });

  it('is told that a lockfile is not read here, or is broken', async () => {
    await put('other/pnpm-lock.yaml', 'x');
    expect(await shell.type('deps', 'other')).toMatchObject({
      code: 2,
      err: expect.stringContaining('pnpm-lock.yaml cannot be read here.'),
    });
    await put('broken/package-lock.json', '{');
    expect(await shell.type('deps', 'broken')).toMatchObject({
      code: 2,
      err: expect.stringContaining('package-lock.json cannot be read: '),
    });
  });
});

it('reads lockfiles of Composer, Cargo and pip', () => {
  const composer = {
    packages: [
      {
        name: 'a/b',
        version: '1',
        source: { url: 'https://github.com/a/b.git' },
        funding: [{ type: 'custom', url: 'https://b.example' }],
      },
    ],
  };
  expect(readComposerLock(JSON.stringify(composer))[0]?.urls).toEqual([
    'https://github.com/a/b',
    'https://b.example/',
    'https://packagist.org/packages/a/b',
  ]);
  const cargo =
    '[[package]]\nname = "mine"\nversion = "0.1.0"\n\n[[package]]\nname = "serde"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n';
  expect(readCargoLock(cargo)).toEqual([
    { name: 'serde', version: '1.0.0', from: 'cargo', urls: ['https://crates.io/crates/serde'] },
  ]);
  const pip =
    '# all\n-r other.txt\nFlask[async]==3.0.0 # web\nzope.interface >= 5; python_version > "3"\n./local\nhttps://a.example/x.whl\n';
  expect(readRequirements(pip).map(({ name, version }) => [name, version])).toEqual([
    ['flask', '3.0.0'],
    ['zope-interface', undefined],
  ]);
});

it('reads custom of a FUNDING.yml in each of its forms', () => {
  expect(fundingYmlPages('custom: https://a.example # mine')).toEqual(['https://a.example']);
  expect(fundingYmlPages('custom: [\'https://a.example\', "b"]')).toEqual(['https://a.example', 'b']);
  expect(fundingYmlPages('custom:\n  - https://a.example\n  - b\nko_fi: c')).toEqual([
    'https://a.example',
    'b',
  ]);
  expect(fundingYmlPages('ko_fi: c')).toEqual([]);
});

it('brings the spellings of a repository to one page', () => {
  expect(
    pagesOf([
      'git@github.com:a/b.git',
      'git+ssh://git@github.com/a/b.git',
      'github:a/b',
      'a/b',
      'git://github.com/a/b#main',
      'github.com/a/b',
      'x',
      'javascript:1',
    ]),
  ).toEqual(['https://github.com/a/b']);
});
