import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerFolder, registerPages } from '../../src/register.ts';
import { type LocalApi, type Reply, startLocalApi } from '../local-api.ts';
import { builtPage, buttonFor } from './built-page.ts';

const token = 'flt_pat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const bread = { url: 'https://blog.example/bread', title: 'On bread' };
const trains = { url: 'https://blog.example/trains', title: 'Trains' };

type Result = { created: boolean; thing: unknown; errors: unknown[] };

const answer = (results: readonly Result[]): Reply => ({
  body: { data: { registerThings: { errors: [], results } } },
});
const known = (created: boolean): Result => ({ created, thing: { title: 'A page' }, errors: [] });
const refusal = { code: 'REGISTERED_BY_ANOTHER', message: 'Somebody else registered it.', path: [] };

describe('a build that registers its pages', () => {
  let api: LocalApi;
  let reply: Reply;
  const said: string[] = [];
  const log = (line: string) => said.push(line);
  const options = () => ({ instance: new URL(api.endpoint).origin, token, log });

  beforeAll(async () => {
    api = await startLocalApi(() => reply);
  });
  afterAll(() => api[Symbol.asyncDispose]());
  beforeEach(() => {
    said.length = 0;
    reply = answer([known(true), known(false)]);
  });

  it('says in one line what the instance knows now', async () => {
    const summary = await registerPages({ ...options(), pages: [bread, trains, bread] });
    expect(summary).toEqual({ missed: null, registered: 2, created: 1, refused: [] });
    expect(said).toEqual(['flattr: 2 pages registered, 1 new']);
    expect(api.asked.at(-1)?.variables).toEqual({ things: [bread, trains] });
    expect(api.asked.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it.each([undefined, ''])('asks nobody without a token: %o', async (none) => {
    const before = api.asked.length;
    const summary = await registerPages({ ...options(), token: none, pages: [bread], strict: true });
    expect(summary).toEqual({ missed: 'no-token', registered: 0, created: 0, refused: [] });
    expect(said).toEqual(['flattr: no token, so nothing is registered']);
    expect(api.asked).toHaveLength(before);
  });

  it('asks nobody without a page', async () => {
    const before = api.asked.length;
    await registerPages({ ...options(), pages: [] });
    expect(said).toEqual(['flattr: 0 pages registered, 0 new']);
    expect(api.asked).toHaveLength(before);
  });

  it('tells which page is refused, and fails for it only where it is strict', async () => {
    reply = answer([known(true), { created: false, thing: null, errors: [refusal] }]);
    const summary = await registerPages({ ...options(), pages: [bread, trains] });
    expect(summary.refused).toEqual([{ url: trains.url, code: refusal.code, message: refusal.message }]);
    const line = `flattr: 1 page registered, 1 new; 1 refused, the first ${trains.url}: ${refusal.message}`;
    expect(said).toEqual([line]);
    await expect(registerPages({ ...options(), pages: [bread, trains], strict: true })).rejects.toThrow(line);
  });

  it.each([
    ['nobody answers', { instance: 'http://127.0.0.1:9' }, /cannot be reached/],
    ['the token is none', { token: 'hunter2' }, /not a Flattr token/],
    ['the instance is no address', { instance: 'flattr.example' }, /Invalid URL/],
  ])('leaves a build as it is where %s, unless it is strict', async (_name, wrong, sentence) => {
    const asked = { ...options(), retries: 0, ...wrong, pages: [bread] };
    expect(await registerPages(asked)).toMatchObject({ missed: 'failed', registered: 0 });
    expect(said[0]).toMatch(/^flattr: 1 page could not be registered: /);
    expect(said[0]).toMatch(sentence);
    expect(said[0]).not.toContain('hunter2');
    await expect(registerPages({ ...asked, strict: true })).rejects.toThrow(sentence);
  });

  it('finds the pages of a folder that have a button for themselves', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flattr-built-'));
    await mkdir(join(folder, 'bread'));
    await writeFile(
      join(folder, 'bread/index.html'),
      builtPage({ body: buttonFor('https://blog.example/bread/') }),
    );
    await writeFile(
      join(folder, 'index.html'),
      builtPage({ body: buttonFor('https://blog.example/bread/') }),
    );
    await registerFolder({ ...options(), folder, site: 'https://blog.example' });
    await rm(folder, { recursive: true });
    expect(api.asked.at(-1)?.variables).toEqual({
      things: [{ url: 'https://blog.example/bread/', title: 'On bread', kind: 'ARTICLE', language: 'en' }],
    });
  });
});
