import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allSuites } from '@flattr/evidence/needs-program';
import { CreateTokenDocument } from '@flattr/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServedWorld, type ServedWorld } from '../../../apps/instance/test/served-world.ts';
import { askByPhp, type Call, writePlugin } from './php-client/ask-by-php.ts';
import { type Php, phpProgram, phps } from './php-programs.ts';

let world: ServedWorld;
let plugin: string;
let token: string;

beforeAll(async () => {
  if (phps.length === 0) return;
  plugin = await mkdtemp(join(tmpdir(), 'flattr-plugin-'));
  await writePlugin(plugin);
  world = await createServedWorld();
  const { client } = await world.joinsByForm('noor');
  const input = { name: 'The blog', scopes: ['ME_READ' as const, 'THINGS_WRITE' as const] };
  const { secret } = (await client.request(CreateTokenDocument, { input })).createToken;
  token = secret ?? '';
});
afterAll(async () => {
  await world?.close();
  if (plugin) await rm(plugin, { recursive: true });
});

it('has the programs it needs where every suite must run', () => {
  expect(phpProgram !== undefined || !allSuites()).toBe(true);
});

describe.each(phps)('PHP $name', (php: Php) => {
  const slug = php.name.replace(/\W/g, '-');
  const ask = (calls: readonly Call[], options: object = {}) =>
    askByPhp(php, plugin, {
      endpoint: `${world.site.url}/graphql`,
      options: { token, ...options },
      calls,
    });
  const post = (path: string) => ({
    url: `https://blog.example/${slug}/${path}`,
    title: `Über ${path} & <b>`,
  });
  const counted = async (path: string) => {
    const { rows } = await world.owner.query('SELECT 1 FROM things WHERE url = $1', [post(path).url]);
    return rows.length;
  };

  it('asks who connected it', async () => {
    const [given] = await ask([{ method: 'creator' }]);
    expect(given?.answer).toMatchObject({ viewer: { user: { handle: 'noor', flattrsReceived: 0 } } });
  });

  it('registers posts, and what it gets is what the method’s comment says', async () => {
    const things = [{ ...post('bread'), kind: 'ARTICLE', language: 'de', tags: ['brot'] }, post('rye')];
    const [given] = await ask([{ method: 'register_things', variables: { things } }]);
    const { results, errors } = given?.answer?.registerThings ?? {};
    expect(errors).toEqual([]);
    expect(results).toHaveLength(2);
    expect(results[0]).toEqual({
      created: true,
      claimAt: expect.stringContaining(world.site.url.replace('127.0.0.1', 'localhost').slice(-5)),
      thing: {
        id: expect.any(String),
        uuid: expect.stringMatching(/^[\da-f-]{36}$/),
        slug: expect.any(String),
        ...things[0],
        creator: null,
      },
      errors: [],
    });
    expect(await counted('bread')).toBe(1);
  });

  it('does once what is asked twice under one key, in two runs of PHP', async () => {
    const call = { method: 'register_things', variables: { things: [post('twice')] }, key: `post-7-${slug}` };
    const [first] = await ask([call]);
    const [again, anew] = await ask([call, { ...call, key: `post-8-${slug}` }]);
    const created = [first, again, anew].map((given) => given?.answer.registerThings.results[0].created);
    expect(created).toEqual([true, true, false]);
    expect(await counted('twice')).toBe(1);
  });

  it('gets refusals as data, in the language that it names', async () => {
    const things = [{ url: 'ftp://blog.example/', title: 'No' }, post('yes')];
    const [given] = await ask([{ method: 'register_things', variables: { things } }], { language: 'de-DE' });
    const [refused, taken] = given?.answer?.registerThings.results ?? [];
    expect(refused).toMatchObject({ created: false, thing: null });
    expect(refused.errors).toEqual([
      { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String), path: expect.any(Array) },
    ]);
    expect(refused.errors[0].message).toMatch(/Adresse/);
    expect(taken).toMatchObject({ created: true, errors: [] });
  });

  it('sends bytes that are no text as what stands for them', async () => {
    const call = { method: 'register_things', variables: { things: [post('bytes')] } };
    const [given] = await ask([{ ...call, base64: Buffer.from('caf\xe9', 'latin1').toString('base64') }]);
    expect(given?.answer.registerThings.results[0].thing.title).toBe('caf\ufffd');
  });

  it('fails for good with a token that is none, and says what to quote', async () => {
    const revoked = { token: `flt_pat_${'A'.repeat(43)}` };
    const [given] = await ask([{ method: 'creator' }], revoked);
    expect(given?.failure).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, temporary: false });
    expect(given?.failure?.requestId).toEqual(expect.any(String));
    expect(given?.failure?.message).not.toContain(revoked.token);
  });

  it('fails for good where the token may not', async () => {
    const [given] = await ask([{ method: 'earnings' }]);
    expect(given?.failure).toMatchObject({ code: 'FORBIDDEN', temporary: false });
  });
});
