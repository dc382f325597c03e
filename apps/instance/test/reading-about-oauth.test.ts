import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { AnswerDeviceDocument } from '@flattr/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OAuthClient, TokenAnswer } from './oauth-client.ts';
import { answers, type Joined, leadsTo, registers } from './oauth-world.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

const run = promisify(execFile);
const programs = [
  needsProgram('curl', ['/usr/bin/curl']),
  needsProgram('openssl', ['/usr/bin/openssl']),
  needsProgram('bash', ['/bin/bash', '/usr/bin/bash']),
];

const text = readFileSync(join(import.meta.dirname, '../../../docs/integrate/oauth.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);

it('has the programs that the document uses where every suite must run', () => {
  expect(!programs.includes(undefined) || !allSuites()).toBe(true);
});

describe.runIf(!programs.includes(undefined))('who reads docs/integrate/oauth.md', () => {
  let world: ServedWorld;
  let mina: Joined;
  let app: OAuthClient;

  beforeAll(async () => {
    world = await createServedWorld();
    mina = await world.joinsByForm('mina');
    app = await registers(world, await world.joinsByForm('ada'), 'http://127.0.0.1/back');
  });
  afterAll(() => world?.close());

  const shell = async (script: string, env: Readonly<Record<string, string | undefined>> = {}) => {
    const settings = {
      FLATTR: world.site.url,
      CLIENT_ID: app.app.clientId,
      REDIRECT_URI: app.app.redirectUri,
    };
    const { stdout } = await run('bash', ['-ec', script], {
      env: { ...settings, ...env, PATH: '/usr/bin:/bin' },
    });
    return stdout.trim();
  };
  const answer = async (script: string, env = {}) => JSON.parse(await shell(script, env)) as TokenAnswer;

  /** What a browser does with the address that an app opens: allows it, and goes where it is led to. */
  const allows = async (url: string): Promise<string> =>
    (await answers(world, mina, await leadsTo(world, url, mina.cookie))).to;

  it('registers an app by itself with curl, and begins with it', async () => {
    const [register = '', begin = ''] = blocks('sh');
    const { client_id: CLIENT_ID, redirect_uris } = JSON.parse(await shell(register)) as {
      client_id: string;
      redirect_uris: string[];
    };
    const REDIRECT_URI = encodeURIComponent(redirect_uris[0] ?? '');
    const at = await leadsTo(world, await shell(begin, { CLIENT_ID, REDIRECT_URI }), mina.cookie);
    expect(new URL(at).pathname).toBe('/oauth/consent');
  });

  it('gets tokens by a code with curl, uses them, refreshes and ends them', async () => {
    const [begin = '', redeem = '', ask = '', refresh = '', revoke = ''] = blocks('sh').slice(1);
    const [url = '', VERIFIER] = (await shell(`${begin}\necho "$VERIFIER"`)).split('\n');
    const CODE = new URL(await allows(url)).searchParams.get('code') ?? '';
    const first = await answer(redeem, { CODE, VERIFIER });
    expect(await answer(ask, { ACCESS_TOKEN: first.access_token })).toMatchObject({
      data: { viewer: { user: { handle: 'mina' } } },
    });
    const next = await answer(refresh, { REFRESH_TOKEN: first.refresh_token });
    expect(next.access_token).toMatch(/^flt_oat_/);
    expect(await shell(revoke, { REFRESH_TOKEN: next.refresh_token })).toBe('');
    const ended = await shell(ask, { ACCESS_TOKEN: next.access_token });
    expect(ended).toContain('UNAUTHENTICATED');
  });

  it('gets tokens by a device with curl', async () => {
    const [begin = '', poll = ''] = blocks('sh').slice(6);
    const begun = await answer(begin);
    const env = { DEVICE_CODE: begun.device_code };
    expect(await answer(poll, env)).toMatchObject({ error: 'authorization_pending' });
    const input = { userCode: begun.user_code ?? '', allow: true };
    await mina.client.request(AnswerDeviceDocument, { input });
    await world.owner.query('UPDATE oauth_device_codes SET last_polled_at = NULL');
    expect(await answer(poll, env)).toMatchObject({ scope: 'things:write offline_access' });
  });

  it('gets tokens by a code in Node, without a library', async () => {
    const [program = ''] = blocks('js');
    const env = { FLATTR: world.site.url, CLIENT_ID: app.app.clientId };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env });
    let said = '';
    let wrong = '';
    child.stderr.on('data', (part: Buffer) => {
      wrong += part.toString();
    });
    child.stdout.on('data', async (part: Buffer) => {
      said += part.toString();
      const [, url] = /Open (\S+)\s/.exec(part.toString()) ?? [];
      if (url) await fetch(await allows(url));
    });
    const code = await new Promise((done) => child.once('exit', done));
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('Connected to mina');
  });
});
