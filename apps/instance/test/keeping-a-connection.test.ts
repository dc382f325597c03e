import {
  AnswerDeviceDocument,
  DeleteOAuthAppDocument,
  DisconnectOAuthAppDocument,
  EditOAuthAppDocument,
  LeaveFlattrDocument,
  OAuthAppsDocument,
  OAuthGrantsDocument,
  RotateOAuthAppSecretDocument,
} from '@flattr/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OAuthClient, oauthClient } from './oauth-client.ts';
import { answers, asksWith, connects, type Joined, leadsTo, registers } from './oauth-world.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let ada: Joined;
let mina: Joined;
let app: OAuthClient;
let server: OAuthClient;

const back = 'http://127.0.0.1:9/back';
const who = '{ viewer { user { handle } } }';
const isMina = { viewer: { user: { handle: 'mina' } } };
const offline = 'me:read offline_access';

beforeAll(async () => {
  world = await createServedWorld();
  ada = await world.joinsByForm('ada');
  mina = await world.joinsByForm('mina');
  app = await registers(world, ada, back);
  server = await registers(world, ada, 'https://server.example/back', true);
});
afterAll(() => world?.close());

/** A code that was not used yet. */
const codeFor = async (client: OAuthClient, scope = 'me:read') => {
  const begun = client.begin(scope);
  const at = await leadsTo(world, begun.url, mina.cookie);
  const to = at.includes('/oauth/consent?') ? (await answers(world, mina, at)).to : at;
  return { code: client.finish(begun, to), verifier: begun.verifier };
};

const refresh = (client: OAuthClient, token = '', changed = {}) =>
  client.post('token_endpoint', { grant_type: 'refresh_token', refresh_token: token, ...changed });

test('a code works once; used again, what it gave ends as well', async () => {
  const { code, verifier, tokens } = await connects(world, mina, app, offline);
  expect(await asksWith(world, tokens.access_token, who)).toEqual(isMina);
  expect(await app.redeem(code, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await asksWith(world, tokens.access_token, who)).toBe('UNAUTHENTICATED');
  expect(await refresh(app, tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('tokens that are used at the same moment are each whose they are, and what is none is nobody’s', async () => {
  const asked = await Promise.all([
    connects(world, mina, app, 'me:read'),
    connects(world, ada, app, 'me:read'),
  ]);
  const tokens = [...asked.map((one) => one.tokens.access_token), 'flt_oat_nobody'];
  const told = await Promise.all([...tokens, ...tokens].map((token) => asksWith(world, token, who)));
  const each = [isMina, { viewer: { user: { handle: 'ada' } } }, 'UNAUTHENTICATED'];
  expect(told).toEqual([...each, ...each]);
});

test('a code is worth nothing without its verifier, its redirect URI and its app', async () => {
  const refused = { status: 400, error: 'invalid_grant' };
  const { code: one } = await codeFor(app);
  expect(await app.redeem(one, 'x'.repeat(43))).toMatchObject(refused);
  const { code: two, verifier } = await codeFor(app);
  expect(await app.redeem(two, verifier, { redirect_uri: 'http://127.0.0.1:9/other' })).toMatchObject(
    refused,
  );
  const { code: three, verifier: third } = await codeFor(app);
  expect(await server.redeem(three, third, { redirect_uri: back })).toMatchObject(refused);
  const { code: four } = await codeFor(app);
  const without = { grant_type: 'authorization_code', code: four, redirect_uri: back };
  expect(await app.post('token_endpoint', without)).toMatchObject({ status: 400, error: 'invalid_request' });
});

test('no request gets by without PKCE, or with a plain challenge, whoever asks', async () => {
  for (const client of [app, server]) {
    const downgraded = [
      { code_challenge: undefined, code_challenge_method: undefined },
      { code_challenge: undefined },
      { code_challenge_method: undefined },
      { code_challenge_method: 'plain' },
    ];
    for (const changed of downgraded) {
      const begun = client.begin('me:read', changed);
      const at = await leadsTo(world, begun.url, mina.cookie);
      expect(() => client.finish(begun, at)).toThrow('invalid_request');
    }
  }
});

test('what comes back is for who began, from the server that was asked', async () => {
  await connects(world, mina, app, 'me:read');
  const begun = app.begin('me:read');
  const at = await leadsTo(world, begun.url, mina.cookie);
  expect(() => app.finish(app.begin('me:read'), at)).toThrow('another state');
  const mixed = at.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://other.example')}`);
  expect(() => app.finish(begun, mixed)).toThrow('another server');
  expect(app.finish(begun, at)).toMatch(/^\w{32}$/);
});

test('a refresh token is used once; used again, its whole family ends', async () => {
  const { tokens: first } = await connects(world, mina, app, offline);
  expect(first.refresh_token).toMatch(/^flt_ort_[\w-]{43}$/);
  const second = await refresh(app, first.refresh_token);
  expect(second).toMatchObject({ status: 200, scope: offline });
  expect(await asksWith(world, first.access_token, who)).toBe('UNAUTHENTICATED');
  const third = await refresh(app, second.refresh_token, { scope: 'me:read' });
  expect(third).toMatchObject({ status: 200, scope: 'me:read' });
  expect(await asksWith(world, third.access_token, who)).toEqual(isMina);
  expect(await refresh(app, first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await asksWith(world, third.access_token, who)).toBe('UNAUTHENTICATED');
  expect(await refresh(app, third.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('a refresh token is its app’s alone, and asks for no more than before', async () => {
  const { tokens } = await connects(world, mina, app, offline);
  expect(await refresh(server, tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await refresh(app, tokens.refresh_token, { scope: 'me:read flattr:write' })).toMatchObject({
    status: 400,
    error: 'invalid_scope',
  });
  expect(await refresh(app, tokens.access_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('of twenty at once with one refresh token at most one gets another', async () => {
  const { tokens } = await connects(world, mina, app, offline);
  const all = await Promise.all(Array.from({ length: 20 }, () => refresh(app, tokens.refresh_token)));
  expect(all.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  expect(all.every(({ status }) => status === 200 || status === 400)).toBe(true);
});

test('a token that is revoked ends, with those that came with it', async () => {
  const { tokens } = await connects(world, mina, app, offline);
  const { status } = await app.post('revocation_endpoint', { token: tokens.access_token ?? '' });
  expect(status).toBe(200);
  expect(await asksWith(world, tokens.access_token, who)).toBe('UNAUTHENTICATED');
  const next = await refresh(app, tokens.refresh_token);
  expect(await asksWith(world, next.access_token, who)).toEqual(isMina);
  await app.post('revocation_endpoint', {
    token: next.refresh_token ?? '',
    token_type_hint: 'refresh_token',
  });
  expect(await asksWith(world, next.access_token, who)).toBe('UNAUTHENTICATED');
  for (const token of ['flt_oat_unknown', 'flt_ort_unknown', 'unknown', tokens.refresh_token ?? ''])
    expect(await app.post('revocation_endpoint', { token })).toEqual({ status: 200 });
  expect(await app.post('revocation_endpoint', {})).toMatchObject({ status: 400, error: 'invalid_request' });
});

test('an app with a secret has to show it, in the header or in the form, and learns about its own tokens', async () => {
  const { tokens } = await connects(world, mina, server, offline);
  const token = tokens.access_token ?? '';
  expect(await server.post('introspection_endpoint', { token })).toMatchObject({
    status: 200,
    active: true,
    client_id: server.app.clientId,
    scope: offline,
  });
  const { tokens: others } = await connects(world, mina, app, offline);
  expect(await server.post('introspection_endpoint', { token: others.access_token ?? '' })).toEqual({
    status: 200,
    active: false,
  });
  const inForm = { client_id: server.app.clientId, client_secret: server.app.secret ?? '' };
  const posted = await app.post('introspection_endpoint', { token, ...inForm });
  expect(posted).toMatchObject({ active: true });
  expect(await server.post('introspection_endpoint', { token }, 'flt_ocs_wrong')).toMatchObject({
    status: 401,
    error: 'invalid_client',
  });
  const bare = await oauthClient(world.site.url, { ...server.app, secret: undefined });
  expect(await refresh(bare, tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_client' });
});

test('a new secret voids the old one, and an app that is edited keeps its tokens', async () => {
  const { tokens } = await connects(world, mina, server, offline);
  const id = await idOf(server);
  const { rotateOAuthAppSecret: rotated } = await ada.client.request(RotateOAuthAppSecretDocument, {
    input: { id },
  });
  expect(await refresh(server, tokens.refresh_token)).toMatchObject({ error: 'invalid_client' });
  server = await oauthClient(world.site.url, { ...server.app, secret: rotated.secret ?? undefined });
  const redirectUris = ['https://server.example/elsewhere'];
  const input = { id, name: 'Server', website: 'https://server.example', redirectUris };
  const { editOAuthApp: edited } = await ada.client.request(EditOAuthAppDocument, { input });
  expect(edited.app).toMatchObject({ app: { name: 'Server' }, redirectUris });
  const old = await leadsTo(world, server.begin('me:read').url, mina.cookie);
  expect(old).toContain('/oauth/refused?error=invalid_redirect');
  expect(await refresh(server, tokens.refresh_token)).toMatchObject({ status: 200 });
  const { rotateOAuthAppSecret: refused } = await mina.client.request(RotateOAuthAppSecretDocument, {
    input: { id },
  });
  expect(refused.errors.map(({ code }) => code)).toEqual(['APP_UNKNOWN']);
  const open = { input: { id: await idOf(app) } };
  const { rotateOAuthAppSecret: none } = await ada.client.request(RotateOAuthAppSecretDocument, open);
  expect(none.errors.map(({ code }) => code)).toEqual(['APP_PUBLIC']);
});

const idOf = async ({ app: { clientId } }: OAuthClient): Promise<string> => {
  const { viewer } = await ada.client.request(OAuthAppsDocument);
  return viewer?.oauthApps.find(({ app: own }) => own.clientId === clientId)?.id ?? '';
};

test('an access token ends by its time, and one without a refresh token with the session it came from', async () => {
  const guest = await world.joinsByForm('guest');
  const { tokens: kept } = await connects(world, guest, app, offline);
  const { tokens } = await connects(world, guest, app, 'me:read');
  const next = await refresh(app, kept.refresh_token);
  await fetch(`${world.site.url}/auth/sign-out`, {
    method: 'POST',
    headers: { cookie: guest.cookie, origin: world.site.url },
    body: new URLSearchParams({ next: '/' }),
    redirect: 'manual',
  });
  expect(await asksWith(world, tokens.access_token, who)).toBe('UNAUTHENTICATED');
  expect(await asksWith(world, next.access_token, who)).toEqual({ viewer: { user: { handle: 'guest' } } });
  await world.owner.query("UPDATE oauth_access_tokens SET expires_at = now() - interval '1 second'");
  expect(await asksWith(world, next.access_token, who)).toBe('UNAUTHENTICATED');
  const last = await refresh(app, next.refresh_token);
  expect(last.status).toBe(200);
  await world.owner.query("UPDATE oauth_refresh_tokens SET expires_at = now() - interval '1 second'");
  expect(await refresh(app, last.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('an app that is disconnected has no token left, also none of a code or a refresh that was on its way', async () => {
  const { tokens } = await connects(world, mina, app, offline);
  const { code, verifier } = await codeFor(app);
  const { viewer } = await mina.client.request(OAuthGrantsDocument);
  const grant = viewer?.oauthGrants.find(({ app: { clientId } }) => clientId === app.app.clientId);
  expect(grant).toMatchObject({ app: { name: 'Player', owner: { handle: 'ada' } }, isOffline: true });
  const input = { id: grant?.id ?? '' };
  const { disconnectOAuthApp: others } = await ada.client.request(DisconnectOAuthAppDocument, { input });
  expect(others.errors.map(({ code: refused }) => refused)).toEqual(['GRANT_UNKNOWN']);
  expect(await asksWith(world, tokens.access_token, who)).toEqual(isMina);
  await mina.client.request(DisconnectOAuthAppDocument, { input });
  expect(await asksWith(world, tokens.access_token, who)).toBe('UNAUTHENTICATED');
  expect(await refresh(app, tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await app.redeem(code, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('who leaves is connected to nothing any more, and nobody to their apps', async () => {
  const zelda = await world.joinsByForm('zelda');
  const hers = await registers(world, zelda, 'https://zelda.example/back', true);
  const { tokens: ofMina } = await connects(world, mina, hers, offline);
  const { tokens: ofZelda } = await connects(world, zelda, app, offline);
  const { user_code: userCode = '' } = await app.post('device_authorization_endpoint', { scope: 'me:read' });
  await zelda.client.request(AnswerDeviceDocument, { input: { userCode, allow: true } });
  const pending = app.begin('me:read');
  await leadsTo(world, pending.url, zelda.cookie);
  await zelda.client.request(LeaveFlattrDocument, { input: { handle: 'zelda' } });
  for (const { access_token: token } of [ofMina, ofZelda])
    expect(await asksWith(world, token, who)).toBe('UNAUTHENTICATED');
  const { rows } = await world.owner.query(
    `SELECT (SELECT count(*) FROM oauth_apps WHERE website LIKE '%player%' AND user_id IN (SELECT user_id FROM leavings))
       + (SELECT count(*) FROM oauth_consents WHERE user_id IN (SELECT user_id FROM leavings))
       + (SELECT count(*) FROM oauth_refresh_tokens WHERE user_id IN (SELECT user_id FROM leavings))
       + (SELECT count(*) FROM oauth_device_codes WHERE user_id IN (SELECT user_id FROM leavings))
       + (SELECT count(*) FROM verifications v JOIN leavings l ON strpos(v.value, l.user_id::text) > 0) AS left`,
  );
  expect(rows).toEqual([{ left: '0' }]);
});

test('an app that is deleted is connected to nobody', async () => {
  const { tokens } = await connects(world, mina, app, offline);
  const input = { id: await idOf(app) };
  const { deleteOAuthApp: others } = await mina.client.request(DeleteOAuthAppDocument, { input });
  expect(others.errors.map(({ code }) => code)).toEqual(['APP_UNKNOWN']);
  await ada.client.request(DeleteOAuthAppDocument, { input });
  expect(await asksWith(world, tokens.access_token, who)).toBe('UNAUTHENTICATED');
  expect(await leadsTo(world, app.begin('me:read').url, mina.cookie)).toContain('/oauth/refused?');
});
