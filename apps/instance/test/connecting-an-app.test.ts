import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleOf, sharedFolder } from '@flattr/evidence';
import { DisconnectOAuthAppDocument, OAuthGrantsDocument } from '@flattr/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OAuthClient } from './oauth-client.ts';
import { answers, asksWith, connects, type Joined, leadsTo, registers } from './oauth-world.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let ada: Joined;
let mina: Joined;
let app: OAuthClient;

const back = 'http://127.0.0.1:9/back';
const who = '{ viewer { user { handle } } }';
const isMina = { viewer: { user: { handle: 'mina' } } };

beforeAll(async () => {
  world = await createServedWorld();
  ada = await world.joinsByForm('ada');
  mina = await world.joinsByForm('mina');
  app = await registers(world, ada, back);
});
afterAll(() => world?.close());

const query = (at: string) => Object.fromEntries(new URL(at.replace('#', '?')).searchParams);

const disconnects = async (person: Joined) => {
  const { viewer } = await person.client.request(OAuthGrantsDocument);
  for (const { id } of viewer?.oauthGrants ?? [])
    await person.client.request(DisconnectOAuthAppDocument, { input: { id } });
};

test('an app gets a token for whoever agrees, and may do what was agreed to and no more', async () => {
  const { tokens } = await connects(world, mina, app, 'me:read flattr:write');
  expect(tokens).toMatchObject({
    status: 200,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'me:read flattr:write',
  });
  expect(tokens.access_token).toMatch(/^flt_oat_[\w-]{43}$/);
  expect(tokens.refresh_token).toBeUndefined();
  expect(await asksWith(world, tokens.access_token, who)).toEqual(isMina);
  expect(await asksWith(world, tokens.access_token, '{ viewer { email } }')).toBe('FORBIDDEN');
  expect(
    await asksWith(world, tokens.access_token, '{ viewer { earnings { balances { total { amount } } } } }'),
  ).toBe('FORBIDDEN');
  expect(
    await asksWith(
      world,
      tokens.access_token,
      'mutation { createOAuthApp(input: { name: "x", website: "https://x.example", redirectUris: [], isConfidential: false }) { secret } }',
    ),
  ).toBe('FORBIDDEN');
  for (const wrong of [`${tokens.access_token}x`, 'flt_oat_', 'flt_ort_x', 'flt_oat_é'])
    expect(await asksWith(world, encodeURI(wrong), who)).toBe('UNAUTHENTICATED');
});

test('who agreed is asked again only for more than that', async () => {
  await disconnects(mina);
  await connects(world, mina, app, 'me:read');
  expect(await leadsTo(world, app.begin('me:read').url, mina.cookie)).toContain(`${back}?code=`);
  const more = app.begin('flattr:write');
  const asked = await leadsTo(world, more.url, mina.cookie);
  expect(asked).toContain('/oauth/consent?');
  await answers(world, mina, asked);
  for (const scope of ['me:read', 'flattr:write', 'flattr:write me:read'])
    expect(await leadsTo(world, app.begin(scope).url, mina.cookie)).toContain(`${back}?code=`);
  const again = app.begin('me:read', { prompt: 'consent' });
  expect(await leadsTo(world, again.url, mina.cookie)).toContain('/oauth/consent?');
});

test('who refuses sends the app away with nothing, and is not connected', async () => {
  await disconnects(mina);
  const begun = app.begin('me:read');
  const { to } = await answers(world, mina, await leadsTo(world, begun.url, mina.cookie), false);
  expect(query(to)).toMatchObject({ error: 'access_denied', state: begun.state, iss: world.site.url });
  expect((await mina.client.request(OAuthGrantsDocument)).viewer?.oauthGrants).toEqual([]);
});

test('who is not signed in signs in first, and comes back to the same request', async () => {
  const begun = app.begin('me:read');
  const at = await leadsTo(world, begun.url);
  const next = new URL(at).searchParams.get('next') ?? '';
  expect(new URL(at).pathname).toBe('/sign-in');
  expect(next).toMatch(/^\/oauth\/continue\?/);
  const asked = query(new URL(next, world.site.url).href);
  expect(asked).toEqual(query(begun.url));
  const none = app.begin('me:read', { prompt: 'none' });
  expect(query(await leadsTo(world, none.url))).toMatchObject({ error: 'login_required', state: none.state });
});

test.each([
  ['another path', 'http://127.0.0.1:9/other'],
  ['another host', 'http://127.0.0.2:9/back'],
  ['more at its end', 'http://127.0.0.1:9/back/'],
  ['a query', 'http://127.0.0.1:9/back?x=1'],
  ['somebody else before the @', 'http://127.0.0.1:9@evil.example/back'],
  ['a fragment', 'http://127.0.0.1:9/back#x'],
  ['https', 'https://127.0.0.1:9/back'],
  ['no address', undefined],
])('a request with a forged redirect URI goes nowhere but to our own page: %s', async (_what, uri) => {
  const { url } = app.begin('me:read', { redirect_uri: uri });
  const at = await leadsTo(world, url, mina.cookie);
  expect(at).toMatch(new RegExp(`^${world.site.url}/oauth/refused\\?error=`));
});

const collected = join(sharedFolder(), 'corpora/open-redirects.txt');

test.runIf(existsSync(collected))(
  'whatever was collected for redirecting elsewhere is no redirect URI',
  async () => {
    const lines = readFileSync(collected, 'utf8').split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(50);
    const step = scaleOf({ quick: 12, ci: 3, full: 1 });
    for (const line of lines.filter((_, index) => index % step === 0)) {
      for (const uri of [line, `${back}${line}`, `https:${line}`]) {
        const at = await leadsTo(world, app.begin('me:read', { redirect_uri: uri }).url, mina.cookie);
        expect(at, uri).toMatch(new RegExp(`^${world.site.url}/oauth/refused\\?error=`));
      }
    }
  },
);

test('on the user’s own machine the port may be another, and nothing else', async () => {
  await connects(world, mina, app, 'me:read');
  const { url } = app.begin('me:read', { redirect_uri: 'http://127.0.0.1:52817/back' });
  expect(await leadsTo(world, url, mina.cookie)).toContain('http://127.0.0.1:52817/back?code=');
});

test('a request that asks for what does not exist goes back to the app with the error', async () => {
  const asks = async (scope: string, changed = {}) => {
    const begun = app.begin(scope, changed);
    return query(await leadsTo(world, begun.url, mina.cookie));
  };
  expect(await asks('me:read openid')).toMatchObject({ error: 'invalid_scope', iss: world.site.url });
  expect(await asks('')).toMatchObject({ error: 'invalid_scope' });
  expect(await asks('me:read', { scope: undefined })).toMatchObject({ error: 'invalid_scope' });
  expect(await asks('me:read', { response_type: 'token' })).toMatchObject({
    error: 'unsupported_response_type',
  });
  expect(await asks('me:read', { client_id: 'nobody' })).toEqual({ error: 'invalid_client' });
});

test('what an app did not sign for is not agreed to', async () => {
  await disconnects(mina);
  const at = new URL(await leadsTo(world, app.begin('me:read').url, mina.cookie));
  const changed = {
    scope: 'me:read earnings:read',
    redirect_uri: 'https://evil.example/',
    client_id: 'flattr-cli',
  };
  for (const [name, value] of Object.entries(changed)) {
    const forged = new URL(at);
    forged.searchParams.set(name, value);
    expect(await answers(world, mina, forged.href)).toEqual({ to: '', codes: ['REQUEST_STALE'] });
  }
  expect((await mina.client.request(OAuthGrantsDocument)).viewer?.oauthGrants).toEqual([]);
});
