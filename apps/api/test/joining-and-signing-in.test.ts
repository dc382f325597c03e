import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieOf, type OpenApi, openApi, origin, password } from './open-api.ts';

let open: OpenApi;
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  open.api.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
    body: new URLSearchParams(fields).toString(),
  });

const whoAmI = '{ viewer { email user { handle name joinedAt } } now }';

describe('joining', () => {
  test('by the form leads on, signed in, without JavaScript', async () => {
    const fields = {
      name: 'Ada Byron',
      handle: 'Ada',
      email: 'Ada@People.example',
      password,
      next: '/t/1?a=b#c',
    };
    const answer = await form('/auth/join', fields);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/t/1?a=b#c');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^flattr_session=.*HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/i);
    const { data } = await open.ask(whoAmI, {}, { cookie: cookieOf(answer) });
    expect(data.viewer).toMatchObject({
      email: 'ada@people.example',
      user: { handle: 'ada', name: 'Ada Byron' },
    });
    expect(data.viewer.user.joinedAt.slice(0, 10)).toBe(data.now.slice(0, 10));
  });

  test('keeps no password and no address of the network', async () => {
    const { rows } = await open.world.owner.query(
      'SELECT c.password, s.ip_address FROM credentials c JOIN sessions s ON s.user_id = c.user_id LIMIT 1',
    );
    expect(rows[0].password).not.toContain(password);
    expect(rows[0].ip_address ?? '').toBe('');
  });

  test.each([
    ['NAME_MISSING', { name: ' ' }],
    ['HANDLE_MALFORMED', { handle: 'a b' }],
    ['EMAIL_MALFORMED', { email: 'eve' }],
    ['PASSWORD_TOO_SHORT', { password: '1234567' }],
    ['PASSWORD_TOO_LONG', { password: 'x'.repeat(129) }],
    ['HANDLE_TAKEN', { handle: 'ada', email: 'ada@people.example' }],
    ['EMAIL_TAKEN', { email: 'ADA@people.example' }],
  ])('is refused with %s, and no row changes', async (code, changed) => {
    const before = await open.rows();
    const answer = await open.post('/auth/join', {
      name: 'Eve',
      handle: 'eve',
      email: 'eve@people.example',
      password,
      ...changed,
    });
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as {
      errors: { code: string; message: string; path: string[] }[];
    };
    expect(errors).toEqual([
      { code, message: expect.stringMatching(/\.$/), path: [Object.keys(changed)[0]] },
    ]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await open.rows()).toEqual(before);
  });

  test('twice at once with one handle joins one of them', async () => {
    const joining = { name: 'Twin', handle: 'twin', password };
    const answers = await Promise.all(
      ['a', 'b'].map((who) => open.post('/auth/join', { ...joining, email: `${who}@twins.example` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const { rows } = await open.world.owner.query(
      "SELECT FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.handle = 'twin'",
    );
    expect(rows).toHaveLength(1);
  });

  test('refused by the form leads back with the code alone; what was typed waits in a cookie, never the password', async () => {
    const answer = await form('/auth/join', {
      name: 'Eve',
      handle: 'ada',
      email: 'e@e.example',
      password,
      next: '//evil.example',
    });
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get('location') ?? '', origin);
    expect(back.pathname).toBe('/join');
    expect(Object.fromEntries(back.searchParams)).toEqual({ refusal: 'handle-taken', next: '/' });
    const [kept = '', ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(kept).toMatch(/^flattr_typed=[\w-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax$/);
    const typed = Buffer.from(kept.slice('flattr_typed='.length, kept.indexOf(';')), 'base64url');
    expect(JSON.parse(`${typed}`)).toEqual({ name: 'Eve', handle: 'ada', email: 'e@e.example' });
  });
});

describe('signing in and out', () => {
  test('a right password opens a session, which signing out ends', async () => {
    const signedIn = await form('/auth/sign-in', { email: ' ADA@people.example', password, next: '/me' });
    expect(signedIn.headers.get('location')).toBe('/me');
    const cookie = cookieOf(signedIn);
    expect((await open.ask(whoAmI, {}, { cookie })).data.viewer.user.handle).toBe('ada');
    const signedOut = await form('/auth/sign-out', {}, { cookie });
    expect(signedOut.headers.get('location')).toBe('/');
    expect(signedOut.headers.getSetCookie().join()).toMatch(/flattr_session=;.*Max-Age=0/);
    expect((await open.ask(whoAmI, {}, { cookie })).data.viewer).toBeNull();
  });

  test('a wrong password, an unknown address and a malformed one are refused alike, and no row changes', async () => {
    const before = await open.rows();
    const answers = await Promise.all(
      [
        { email: 'ada@people.example', password: 'not this one' },
        { email: 'nobody@people.example', password },
        { email: 'nobody', password },
        {},
      ].map(async (body) => {
        const answer = await open.post('/auth/sign-in', body);
        return { status: answer.status, body: await answer.json() };
      }),
    );
    const refused = {
      status: 422,
      body: {
        errors: [
          {
            code: 'WRONG_PASSWORD',
            message: 'The e-mail address or the password is wrong.',
            path: ['password'],
          },
        ],
      },
    };
    expect(answers).toEqual([refused, refused, refused, refused]);
    // But how often it was tried.
    expect({ ...(await open.rows()), attempts: before.attempts }).toEqual(before);
  });

  test('a session that was tampered with is nobody’s', async () => {
    const cookie = cookieOf(await form('/auth/sign-in', { email: 'ada@people.example', password }));
    const [name, value = ''] = cookie.split('=');
    const forged = `${name}=${value.slice(0, 10)}x${value.slice(11)}`;
    expect((await open.ask(whoAmI, {}, { cookie: forged })).data.viewer).toBeNull();
  });
});

describe('somebody else’s page', () => {
  test.each([
    ['a form', 'application/x-www-form-urlencoded', { origin: 'https://evil.example' }],
    ['a form without an origin', 'application/x-www-form-urlencoded', {}],
    ['JSON', 'application/json', { origin: 'https://evil.example' }],
    ['plain text', 'text/plain', { 'sec-fetch-site': 'cross-site' }],
  ])('cannot sign anybody in with %s', async (_what, type, headers) => {
    const answer = await open.api.request('/auth/sign-in', {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body: 'email=ada%40people.example',
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});
