import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UserId } from '@flattr/domain/ids';
import { AnswerDeviceDocument } from '@flattr/sdk';
import { plantSite } from '@flattr/test-world/plant-site';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '../src/main.ts';
import { exitCodes } from '../src/trouble.ts';
import { type CliWorld, openCliWorld } from './cli-world.ts';
import type { Shell } from './shell.ts';

const root = join(import.meta.dirname, '../../..');

let open: CliWorld;
let shell: Shell;
let text: string;

beforeAll(async () => {
  text = await readFile(join(root, 'docs/integrate/command.md'), 'utf8');
  open = await openCliWorld();
  await open.world.owner.query("UPDATE users SET name = 'Noor Haddad' WHERE handle = 'noor'");
  const { rows } = await open.world.owner.query<{ id: UserId }>("SELECT id FROM users WHERE handle = 'noor'");
  await plantSite(open.world.owner, rows[0]?.id as UserId, 'https://noor.example/');
  for (const path of ['/bread', '/salt', '/yeast'])
    open.blog.pages.set(path, { body: `<title>On ${path.slice(1)}</title>` });
  const locs = ['/bread', '/salt', '/yeast'].map(
    (path) => `<url><loc>https://noor.example${path}</loc></url>`,
  );
  open.blog.pages.set('/sitemap.xml', { body: `<urlset>${locs.join('')}</urlset>` });
  shell = await open.openShell();
  await writeFile(join(shell.folder, 'package-lock.json'), JSON.stringify(lock));
});
afterAll(async () => {
  await shell?.remove();
  await open?.close();
});

const funded = { funding: { url: 'https://noor.example/software/oven' } };
const lock = {
  lockfileVersion: 3,
  packages: {
    '': {},
    'node_modules/oven': funded,
    'node_modules/mill-stone': {},
    'node_modules/oven/node_modules/@grain/rye': {},
  },
};

/** noor.example is the blog of the test; who reads the page with the code allows it while the command waits. */
const reader = (token: string | undefined, instance: string | undefined): Shell => {
  const codes: string[] = [];
  return shell.with({
    token,
    instance,
    now: () => Date.now(),
    fetch: async (url, init) => {
      const answer = await open.blog.fetch(url.replace('https://noor.example', open.blog.origin), init);
      if (url.endsWith('/auth/device/code'))
        codes.push(((await answer.clone().json()) as { user_code: string }).user_code);
      return answer;
    },
    wait: async () => {
      const input = { userCode: codes.shift() ?? '', allow: true };
      await open.noor.client.request(AnswerDeviceDocument, { input });
    },
  });
};

const here = (said: string) => said.replaceAll('https://flattr.example', open.instance);

/** Types the lines of a block as a shell would, and gives what is printed. */
const types = async (block: string, by: Shell): Promise<string> => {
  const printed: string[] = [];
  const files = /^cat > (\S+) <<'(\w+)'\n(.*?)^\2\n/gms;
  for (const [, name = '', , content = ''] of block.matchAll(files))
    await writeFile(join(by.folder, name), content);
  for (const line of block.replace(files, '').split('\n').filter(Boolean)) {
    if (line.startsWith('export ')) continue;
    const [program, ...words] = here(line)
      .replace(/ > \S+$/, '')
      .split(' ');
    expect(program).toBe('flattr');
    const { code, out, err } = await by.type(...words);
    expect([line, code, code === 0 ? '' : err]).toEqual([line, 0, '']);
    printed.push(out);
  }
  return printed.join('\n');
};

it('every line of it can be typed as it stands, and prints what it says', async () => {
  const blocks = [...text.matchAll(/^```(sh|text|json)\n(.*?)^```$/gms)].map(([, kind, body = '']) => ({
    kind,
    body,
  }));
  expect(blocks.filter(({ kind }) => kind === 'sh').length).toBeGreaterThan(7);
  let by = reader(undefined, undefined);
  let printed = '';
  for (const { kind, body } of blocks) {
    if (body.includes('export FLATTR_TOKEN')) by = reader(open.noor.token, open.instance);
    if (kind === 'sh') printed = await types(body, by);
    else if (kind === 'json') expect(JSON.parse(printed)).toEqual(JSON.parse(here(body)));
    else expect(printed.replace(/\/t\/[\w-]{36}\//g, '/t/…/')).toBe(here(body).trimEnd());
  }
});

it('names every command, every exit code and every variable', async () => {
  for (const name of Object.keys(commands)) expect(text).toContain(`flattr ${name}`);
  for (const code of Object.values(exitCodes)) expect(text).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  const read = await readFile(join(root, 'packages/cli/src/environment.ts'), 'utf8');
  for (const [, name = ''] of read.matchAll(/`([A-Z]+_[A-Z_]+)`/g)) expect(text).toContain(`\`${name}\``);
});
