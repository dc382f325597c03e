import { sweep } from '@flattr/domain/sweep';
import { DisconnectOAuthAppDocument, OAuthGrantsDocument } from '@flattr/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oauthClient, readMetadata } from './oauth-client.ts';
import { answers, asksWith, connects, type Joined, leadsTo } from './oauth-world.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let mina: Joined;

beforeAll(async () => {
  world = await createServedWorld();
  mina = await world.joinsByForm('mina');
});
afterAll(() => world?.close());

const back = 'https://blog.example/wp-admin/options-general.php?page=flattr';
const blog = {
  client_name: 'Ann’s blog',
  client_uri: 'https://blog.example/',
  redirect_uris: [back],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};

type Told = { readonly client_id: string; readonly client_id_issued_at: number; readonly error?: string };

const send = async (body: unknown, type = 'application/json', from: Record<string, string> = {}) => {
  const { registration_endpoint: endpoint = '' } = await readMetadata(world.site.url);
  return fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': type, ...from },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
};

const registers = async (metadata: object = blog, redirectUri = back) => {
  const answer = await send(metadata);
  const { client_id: clientId } = (await answer.json()) as Told;
  return oauthClient(world.site.url, { clientId, redirectUri });
};

/** What is counted of every network. */
const counted = () => world.owner.query('SELECT key, points FROM attempts ORDER BY key');

const appOf = async (clientId: string) => {
  const query = `{ oauthApp(clientId: "${clientId}") { name website isOfInstance owner { handle } } }`;
  const answer = await fetch(`${world.site.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await answer.json()) as { data: { oauthApp: unknown } }).data.oauthApp;
};

const text = (html: string) =>
  html
    .replace(/<(style|script|head).*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('an app that registers itself', () => {
  test('is told what was kept, and belongs to nobody', async () => {
    const answer = await send({ ...blog, logo_uri: 'https://blog.example/logo.png', scope: 'me:read' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { client_id: clientId, client_id_issued_at: issuedAt, ...kept } = (await answer.json()) as Told;
    expect(kept).toEqual(blog);
    expect(issuedAt * 1000).toBeGreaterThan(Date.parse('2026-01-01'));
    expect(await appOf(clientId)).toEqual({
      name: 'Ann’s blog',
      website: 'https://blog.example/',
      isOfInstance: false,
      owner: null,
    });
    expect(await appOf('flattr-cli')).toMatchObject({ isOfInstance: true, owner: null });
    const again = (await (await send(blog)).json()) as Told;
    expect(again.client_id).not.toBe(clientId);
  });

  test('is a program, and no script in a page of another origin', async () => {
    const before = (await counted()).rows;
    for (const type of ['application/json', 'text/plain'])
      expect((await send(blog, type, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await counted()).rows).toEqual(before);
    expect((await send('nothing')).status).toBe(400);
    expect((await counted()).rows).not.toEqual(before);
  });

  test('needs to say no more than its name and where it is', async () => {
    const redirect_uris = ['http://localhost:4711/back'];
    const answer = await send({ client_name: 'Desk', redirect_uris });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ token_endpoint_auth_method: 'none', redirect_uris });
  });

  test.each([
    ['invalid_redirect_uri', { redirect_uris: undefined }],
    ['invalid_redirect_uri', { redirect_uris: [] }],
    ['invalid_redirect_uri', { redirect_uris: [back, 7] }],
    ['invalid_redirect_uri', { redirect_uris: back }],
    ['invalid_redirect_uri', { redirect_uris: ['http://blog.example/back'] }],
    ['invalid_redirect_uri', { redirect_uris: ['https://blog.example/#back'] }],
    ['invalid_redirect_uri', { redirect_uris: ['https://blog.example/\u0000'] }],
    ['invalid_redirect_uri', { redirect_uris: ['javascript:alert(1)'] }],
    ['invalid_redirect_uri', { redirect_uris: Array.from({ length: 11 }, (_, at) => `${back}&n=${at}`) }],
    ['invalid_client_metadata', { client_name: undefined }],
    ['invalid_client_metadata', { client_name: { en: 'Blog' } }],
    ['invalid_client_metadata', { client_uri: 'javascript:alert(1)' }],
    ['invalid_client_metadata', { client_uri: 7 }],
    ['invalid_client_metadata', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['invalid_client_metadata', { grant_types: ['client_credentials'] }],
    ['invalid_client_metadata', { response_types: ['token'] }],
  ])('is refused with %s: %j', async (error, changed) => {
    const answer = await send({ ...blog, ...changed });
    expect([answer.status, ((await answer.json()) as Told).error]).toEqual([400, error]);
  });

  test.each(['', '{', '[]', 'null', '"x"'])('is refused where it sends no object: %s', async (body) => {
    const answer = await send(body);
    expect([answer.status, ((await answer.json()) as Told).error]).toEqual([400, 'invalid_client_metadata']);
    expect((await send(blog, 'application/x-www-form-urlencoded')).status).toBe(400);
  });

  test('is shown by the host that it leads back to, and gets what is agreed to', async () => {
    const app = await registers();
    const begun = app.begin('me:read claims:write offline_access');
    const at = await leadsTo(world, begun.url, mina.cookie);
    const page = text(await (await fetch(at, { headers: { cookie: mina.cookie } })).text());
    expect(page).toContain('blog.example asks to act for you');
    expect(page).toContain(
      'The app calls itself “ Ann’s blog ”. Nobody vouches for it: it registered itself.',
    );
    expect(page).toContain('you are led back to blog.example . Whoever runs that site would act as you.');
    expect(page).toContain('Claim sites for you, and prove them');
    const { to } = await answers(world, mina, at);
    expect(to.startsWith(`${back}&`)).toBe(true);
    const asked = new URL(to).searchParams;
    expect([asked.get('page'), asked.get('state')]).toEqual(['flattr', begun.state]);
    const first = await app.redeem(asked.get('code') ?? '', begun.verifier);
    expect(first).toMatchObject({ status: 200, scope: 'me:read claims:write offline_access' });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' };
    const next = await app.post('token_endpoint', refresh);
    const started = await asksWith(
      world,
      next.access_token,
      'mutation { startClaim(input: { site: "https://blog.example/" }) { claim { site } } }',
    );
    expect(started).toEqual({ startClaim: { claim: { site: 'https://blog.example/' } } });
    const apps = await fetch(`${world.site.url}/me/apps`, { headers: { cookie: mina.cookie } });
    expect(text(await apps.text())).toContain('Nobody vouches for it');
  });

  test('asks nobody for a code that a device shows', async () => {
    const app = await registers();
    expect(await app.post('device_authorization_endpoint', { scope: 'me:read' })).toMatchObject({
      status: 400,
      error: 'unauthorized_client',
    });
  });

  test('is forgotten where nobody agreed to it for seven days, or the last one left it', async () => {
    const local = 'http://localhost:4711/back';
    const [idle, used] = [await registers(), await registers({ ...blog, redirect_uris: [local] }, local)];
    await connects(world, mina, used, 'me:read');
    const { rows } = await world.owner.query<{ now: Date }>('SELECT flattr_now() AS now');
    let now = rows[0]?.now.getTime() ?? 0;
    const days = async (count: number) => {
      now += count * 86_400_000;
      await world.moveClockTo(new Date(now));
      await sweep(world.platform);
    };
    await days(6.9);
    expect(await appOf(idle.app.clientId)).not.toBeNull();
    await days(0.2);
    expect(await appOf(idle.app.clientId)).toBeNull();
    expect(await appOf(used.app.clientId)).not.toBeNull();
    expect(await appOf('flattr-cli')).not.toBeNull();
    const { viewer } = await mina.client.request(OAuthGrantsDocument);
    for (const { id } of viewer?.oauthGrants ?? [])
      await mina.client.request(DisconnectOAuthAppDocument, { input: { id } });
    await days(6.9);
    expect(await appOf(used.app.clientId)).not.toBeNull();
    await days(0.2);
    expect(await appOf(used.app.clientId)).toBeNull();
  });

  test('comes sixty times an hour from one network, whatever it sends', async () => {
    await world.owner.query('DELETE FROM attempts');
    const statuses: number[] = [];
    for (let at = 0; at < 60; at++) statuses.push((await send(at % 2 ? 'nothing' : blog)).status);
    expect(new Set(statuses)).toEqual(new Set([201, 400]));
    const last = await send(blog);
    expect(last.status).toBe(429);
    expect(+(last.headers.get('retry-after') ?? 0)).toBeGreaterThan(600);
    expect(await last.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });
});
