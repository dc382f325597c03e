// What Biome cannot say of this house. Each message names what to do instead.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = import.meta.dirname;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

const read = (file: string) => readFileSync(join(root, file), 'utf8');

const source = files.filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|\/test\//.test(file));
const rules = source.filter((file) => file.startsWith('packages/domain/src/') && isRule(read(file)));
const money = source.filter((file) =>
  /packages\/domain\/src\/(money|ledger|settlement|splits|payments|payouts|budgets)/.test(file),
);
const documents = files.filter((file) => file.endsWith('.md'));

/** A rule is pure: it neither awaits nor is told of the platform. */
function isRule(text: string): boolean {
  return !/\bawait\b|\basync\b|Platform\b|Promise</.test(text);
}

/** The lines of files that match, as `path:line: what to do instead`. */
const found = (where: readonly string[], pattern: RegExp, instead: string): string[] =>
  where.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${instead}`] : [])),
  );

describe('the house', () => {
  it('has rules that know no clock and no chance', () => {
    expect(rules.length).toBeGreaterThan(10);
    const pattern = /Date\.now\(|new Date\(\)|Math\.random\(|randomBytes\(|randomUUID\(/;
    expect(found(rules, pattern, 'a rule takes time and randomness as arguments')).toEqual([]);
  });

  it('computes money in bigint alone', () => {
    expect(money.length).toBeGreaterThan(20);
    const pattern = /parseFloat|Math\.(round|floor|ceil|trunc)|\bNumber\((?!poolMicros)|\.toFixed\(/;
    expect(found(money, pattern, 'money is bigint micros: see packages/domain/src/money.ts')).toEqual([]);
  });

  it('names only files that exist in its documents', () => {
    const missing = documents.flatMap((file) =>
      [...read(file).matchAll(/`((?:apps|packages|docs|tools)\/[\w./-]+|[\w-]+\.(?:ts|json|graphql|md))`/g)]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, file, '..', path)))
        .map((path) => `${file}: there is no ${path}: name the file where it is now`),
    );
    expect(documents.length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });

  it('links in its documents to files that exist', () => {
    const links = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => ({
        file,
        to,
      })),
    );
    expect(links.length).toBeGreaterThan(10);
    const broken = links.filter(({ file, to }) => !existsSync(join(root, file, '..', to)));
    expect(broken.map(({ file, to }) => `${file}: there is no ${to}: link to where it is now`)).toEqual([]);
  });

  it.each(['docs/integrate', 'docs/operate'])('lists every document of %s in its index', (folder) => {
    const listed = read(`${folder}/README.md`);
    const all = documents
      .filter((file) => file.startsWith(`${folder}/`) && !file.endsWith('/README.md'))
      .map((file) => file.slice(folder.length + 1));
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((file) => !listed.includes(`](${file})`))).toEqual([]);
  });

  it('keeps addresses of registries and of machines out', () => {
    const text = files.filter((file) => !/\.(png|jpg|ico)$/.test(file) && file !== 'tidy.test.ts');
    const pattern = /"resolved": "https?:|(?:^|[\s"'`(])\/(?:work|home|root|Users)\//;
    expect(
      found(text, pattern, 'this is an address of one machine: name it by a variable or relatively'),
    ).toEqual([]);
  });

  it('gives each promise a test that exists, and each scenario of a test a promise', () => {
    const promised = new Set(
      [...read('docs/promises.md').matchAll(/^\| ([A-Z]-\d+) \|/gm)].map(([, id]) => id),
    );
    const proven = files
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...read(file).matchAll(/recordEvidence\(\{\s*id: '([A-Z]-\d+)'/g)].map(([, id]) => id),
      );
    expect(new Set(proven)).toEqual(promised);
  });
});
