import {
  AnswerDeviceDocument,
  DevicePageDocument,
  DisconnectOAuthAppDocument,
  OAuthGrantsDocument,
} from '@flattr/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OAuthClient, oauthClient, readMetadata } from './oauth-client.ts';
import { asksWith, type Joined, registers } from './oauth-world.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let mina: Joined;
let cli: OAuthClient;

const who = '{ viewer { user { handle } } }';
const scope = 'me:read things:write offline_access';
const grant = 'urn:ietf:params:oauth:grant-type:device_code';

beforeAll(async () => {
  world = await createServedWorld();
  mina = await world.joinsByForm('mina');
  cli = await oauthClient(world.site.url, { clientId: 'flattr-cli', redirectUri: '' });
});
afterAll(() => world?.close());

const begins = (client = cli, form: Record<string, string> = { scope }) =>
  client.post('device_authorization_endpoint', form);

const polls = (deviceCode = '', client = cli) =>
  client.post('token_endpoint', { grant_type: grant, device_code: deviceCode });

/** As if the device had waited as long as it was told to. */
const waits = () => world.owner.query('UPDATE oauth_device_codes SET last_polled_at = NULL');

const answersWith = async (userCode = '', allow = true, person = mina) => {
  const { answerDevice } = await person.client.request(AnswerDeviceDocument, { input: { userCode, allow } });
  return answerDevice.errors.map(({ code }) => code);
};

test('a command line acts for who confirmed its code, within what was asked', async () => {
  const { device_authorization_endpoint: at, grant_types_supported: grants } = await readMetadata(
    world.site.url,
  );
  expect(at).toBe(`${world.site.url}/auth/device/code`);
  expect(grants).toContain(grant);
  const begun = await begins();
  expect(begun).toMatchObject({
    status: 200,
    verification_uri: `${world.site.url}/device`,
    verification_uri_complete: `${world.site.url}/device?user_code=${begun.user_code}`,
    expires_in: 900,
    interval: 5,
  });
  expect(begun.user_code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  expect(await polls(begun.device_code)).toMatchObject({ status: 400, error: 'authorization_pending' });
  expect(await polls(begun.device_code)).toMatchObject({ status: 400, error: 'slow_down' });
  const typed = begun.user_code?.toLowerCase().replace('-', ' ') ?? '';
  const { viewer } = await mina.client.request(DevicePageDocument, { userCode: typed });
  expect(viewer?.deviceRequest).toMatchObject({
    userCode: begun.user_code,
    app: { name: 'The flattr command', owner: null, website: null },
    scopes: ['ME_READ', 'THINGS_WRITE'],
    isOffline: true,
  });
  expect(await answersWith(typed)).toEqual([]);
  await waits();
  const tokens = await polls(begun.device_code);
  expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3600, scope });
  expect(await asksWith(world, tokens.access_token, who)).toEqual({ viewer: { user: { handle: 'mina' } } });
  expect(await asksWith(world, tokens.access_token, '{ viewer { email } }')).toBe('FORBIDDEN');
  expect(await polls(begun.device_code)).toMatchObject({ status: 400, error: 'invalid_grant' });
  const refreshed = await cli.post('token_endpoint', {
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token ?? '',
  });
  expect(await asksWith(world, refreshed.access_token, who)).toEqual({
    viewer: { user: { handle: 'mina' } },
  });
});

test('a device that is turned away, or that nobody answers in time, gets nothing', async () => {
  const denied = await begins();
  expect(await answersWith(denied.user_code, false)).toEqual([]);
  expect(await polls(denied.device_code)).toMatchObject({ status: 400, error: 'access_denied' });
  const late = await begins();
  await world.owner.query("UPDATE oauth_device_codes SET expires_at = now() - interval '1 second'");
  expect(await answersWith(late.user_code)).toEqual(['DEVICE_UNKNOWN']);
  expect(await polls(late.device_code)).toMatchObject({ status: 400, error: 'expired_token' });
  expect(await answersWith('AAAA-AAAA')).toEqual(['DEVICE_UNKNOWN']);
});

test('a code is answered once, by whoever is first', async () => {
  const ben = await world.joinsByForm('ben');
  const begun = await begins(cli, { scope, user_id: 'mina' });
  const both = await Promise.all([mina, ben].map((person) => answersWith(begun.user_code, true, person)));
  expect(both.flat()).toEqual(['DEVICE_UNKNOWN']);
  expect(await polls(begun.device_code)).toMatchObject({ status: 200 });
});

test('what a device asks is checked at once', async () => {
  expect(await begins(cli, { scope: 'me:read openid' })).toMatchObject({
    status: 400,
    error: 'invalid_scope',
  });
  expect(await begins(cli, {})).toMatchObject({ status: 400, error: 'invalid_scope' });
  expect(await begins(cli, { scope: 'offline_access' })).toMatchObject({
    status: 400,
    error: 'invalid_scope',
  });
  const nobody = await oauthClient(world.site.url, { clientId: 'nobody', redirectUri: '' });
  expect(await begins(nobody)).toMatchObject({ status: 400, error: 'invalid_client' });
  expect(await cli.post('token_endpoint', { grant_type: grant })).toMatchObject({ error: 'invalid_request' });
  expect(await polls('unknown')).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await cli.post('token_endpoint', { grant_type: 'password' })).toMatchObject({
    error: 'unsupported_grant_type',
  });
});

test('a device code is its app’s alone, and is never a session', async () => {
  const server = await registers(world, mina, 'https://server.example/back', true);
  const begun = await begins();
  await answersWith(begun.user_code);
  expect(await polls(begun.device_code, server)).toMatchObject({ status: 400, error: 'invalid_grant' });
  const asSession = await fetch(`${world.site.url}/auth/device/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: grant, device_code: begun.device_code, client_id: 'flattr-cli' }),
  });
  expect(asSession.status).toBe(404);
  const withSecret = await begins(server);
  await answersWith(withSecret.user_code);
  const bare = await oauthClient(world.site.url, { ...server.app, secret: undefined });
  expect(await polls(withSecret.device_code, bare)).toMatchObject({ status: 400, error: 'invalid_client' });
  expect(await polls(withSecret.device_code, server)).toMatchObject({ status: 200 });
});

test('who disconnects the app before the device comes for its token has turned it away', async () => {
  const begun = await begins();
  await answersWith(begun.user_code);
  const { viewer } = await mina.client.request(OAuthGrantsDocument);
  for (const { id } of viewer?.oauthGrants ?? [])
    await mina.client.request(DisconnectOAuthAppDocument, { input: { id } });
  expect(await polls(begun.device_code)).toMatchObject({ status: 400, error: 'invalid_grant' });
});
