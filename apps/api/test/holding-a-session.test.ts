import { recordEvidence } from '@flattr/evidence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { type OpenApi, openApi, password } from './open-api.ts';
import { mailedTo, newVisitor, type Visitor } from './visitor.ts';

let open: OpenApi;
let ada: Visitor;
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

let who = 0;
const nameOf = () => `holder-${who}`;
const emailOf = () => `${nameOf()}@people.example`;
const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

beforeEach(async () => {
  who += 1;
  ada = newVisitor(open, { headers: firefox });
  await ada.send('/auth/join', { name: 'Ada', handle: nameOf(), email: emailOf(), password });
  await verify();
});
afterEach(({ task }) => {
  recordEvidence({ id: 'S-40', tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 });
});

const verify = () =>
  open.world.owner.query('UPDATE users SET email_verified = true WHERE handle = $1', [nameOf()]);
const signIn = (browser: Visitor, with_ = password) =>
  browser.send('/auth/sign-in', { email: emailOf(), password: with_, next: '/me/month' });

/** Makes the sessions of the person older by the wall clock. */
const age = (column: string, by: string) =>
  open.world.owner.query(
    `UPDATE sessions s SET ${column} = s.${column} - $2::interval FROM users u WHERE u.id = user_id AND u.handle = $1`,
    [nameOf(), by],
  );

const sessions = '{ viewer { sessions { id begunAt lastSeenAt browser isThisOne } } now }';

describe('a session', () => {
  test('is another one after each sign-in, and the one before is over (S-40)', async () => {
    const before = new Map(ada.cookies);
    await signIn(ada);
    expect(ada.cookies.get('flattr_session')).not.toBe(before.get('flattr_session'));
    const thief = newVisitor(open);
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect([await thief.who(), await ada.who()]).toEqual([undefined, nameOf()]);
    expect((await ada.ask(sessions)).data.viewer.sessions).toHaveLength(1);
  });

  test('that somebody else planted in a browser is not the one that signing in opens (S-40)', async () => {
    const victim = newVisitor(open);
    victim.cookies.set('flattr_session', ada.cookies.get('flattr_session') ?? '');
    await victim.send('/auth/join', {
      name: 'Vic',
      handle: `v-${who}`,
      email: `v${who}@people.example`,
      password,
    });
    expect([await victim.who(), await ada.who()]).toEqual([`v-${who}`, undefined]);
  });

  test('ends thirty days after it began, and fourteen after it was last seen (S-40)', async () => {
    await age('expires_at', '29 days 23 hours');
    expect(await ada.who()).toBe(nameOf());
    await age('expires_at', '2 hours');
    expect(await ada.who()).toBeUndefined();
    await signIn(ada);
    await age('updated_at', '13 days');
    expect(await ada.who()).toBe(nameOf());
    await age('updated_at', '15 days');
    expect(await ada.who()).toBeUndefined();
    await age('updated_at', '-15 days');
    expect(await ada.who()).toBeUndefined();
  });

  test('is kept in a cookie that scripts and other sites cannot read, and on https other hosts cannot set (S-40)', async () => {
    const secure = 'https://flattr.example';
    const secret = 'a secret for tests alone, long enough';
    const api = createApi(open.world.platform, { authSecret: secret, origin: secure });
    const answer = await api.request('/auth/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: secure },
      body: JSON.stringify({ email: emailOf(), password }),
    });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      '__Host-flattr_session',
      '__Host-flattr_device',
    ]);
    for (const cookie of cookies)
      for (const part of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i])
        expect(cookie).toMatch(part);
    expect(cookies.join()).not.toMatch(/domain=/i);
    expect(cookies[0]?.split(/[=.;]/)[1]?.length).toBeGreaterThanOrEqual(22);
  });

  test('is listed with its browser, when it began and was last seen, and which one this is (S-40)', async () => {
    const phone = newVisitor(open, {
      headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0' },
    });
    await signIn(phone);
    const { viewer, now } = (await ada.ask(sessions)).data;
    expect(
      viewer.sessions.map((one: { browser: string; isThisOne: boolean }) => [one.browser, one.isThisOne]),
    ).toEqual([
      ['Chrome on Android', false],
      ['Firefox on Linux', true],
    ]);
    for (const { begunAt, lastSeenAt } of viewer.sessions)
      expect([begunAt.slice(0, 13), lastSeenAt.slice(0, 13)]).toEqual([now.slice(0, 13), now.slice(0, 13)]);
  });

  test('is ended from another one, one by one or all others at once, and never a stranger’s (S-40)', async () => {
    const [phone, desk, stranger] = [newVisitor(open), newVisitor(open), newVisitor(open)];
    for (const browser of [phone, desk]) await signIn(browser);
    await stranger.send('/auth/join', {
      name: 'Eve',
      handle: `e-${who}`,
      email: `e${who}@people.example`,
      password,
    });
    const end = 'mutation ($id: ID!) { revokeSession(input: { id: $id }) { errors { code } } }';
    const [latest] = (await ada.ask(sessions)).data.viewer.sessions;
    const foreign = await stranger.ask(end, { id: latest.id });
    expect(foreign.data.revokeSession.errors).toEqual([{ code: 'SESSION_UNKNOWN' }]);
    expect((await ada.ask(end, { id: latest.id })).data.revokeSession.errors).toEqual([]);
    expect([await phone.who(), await desk.who()]).toEqual([nameOf(), undefined]);
    const others = await ada.ask('mutation { revokeOtherSessions { endedCount errors { code } } }');
    expect(others.data.revokeOtherSessions).toEqual({ endedCount: 1, errors: [] });
    expect([await phone.who(), await ada.who(), await stranger.who()]).toEqual([
      undefined,
      nameOf(),
      `e-${who}`,
    ]);
  });

  test('is over everywhere once somebody signs out everywhere (S-40)', async () => {
    const phone = newVisitor(open);
    await signIn(phone);
    await ada.send('/auth/sign-out/everywhere');
    expect([await phone.who(), await ada.who()]).toEqual([undefined, undefined]);
  });

  test('of a person alone shows sessions, and no token (S-40)', async () => {
    const made = await ada.ask(
      'mutation { createToken(input: { name: "t", scopes: [ME_READ] }) { secret } }',
    );
    const token = made.data.createToken.secret;
    for (const query of [sessions, 'mutation { revokeOtherSessions { endedCount } }'])
      expect((await open.ask(query, {}, { token })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('who proved a quarter of an hour ago who they are', () => {
  test.each([
    ['payout details', 'setUpPayouts', 'setUpPayouts(input: { country: "DE" })'],
    ['tokens', 'createToken', 'createToken(input: { name: "t", scopes: [ME_READ] })'],
    ['leaving', 'leaveFlattr', 'leaveFlattr(input: { handle: "nobody" })'],
  ])('is asked again before %s (S-40)', async (_what, name, call) => {
    const query = `mutation { ${call} { errors { code } } }`;
    const codes = async () => {
      const { data } = await ada.ask(query);
      return data[name].errors.map(({ code }: { code: string }) => code);
    };
    await age('created_at', '14 minutes');
    expect(await codes()).not.toContain('REAUTHENTICATION_NEEDED');
    await age('created_at', '1 minute');
    expect(await codes()).toEqual(['REAUTHENTICATION_NEEDED']);
    const wrong = await ada.send('/auth/confirm', { password: 'not this one', next: '/me/tokens' });
    expect(wrong.to.searchParams.get('refusal')).toBe('wrong-password');
    expect(await codes()).toEqual(['REAUTHENTICATION_NEEDED']);
    const before = ada.cookies.get('flattr_session');
    expect((await ada.send('/auth/confirm', { password, next: '/me/tokens' })).to.pathname).toBe(
      '/me/tokens',
    );
    expect(ada.cookies.get('flattr_session')).not.toBe(before);
    expect(await codes()).not.toContain('REAUTHENTICATION_NEEDED');
  });

  test('is not held to that answer by an idempotency key (S-40)', async () => {
    const query =
      'mutation { createToken(input: { name: "t", scopes: [ME_READ] }) { secret errors { code } } }';
    const ask = async () => {
      const cookie = `flattr_session=${ada.cookies.get('flattr_session')}`;
      const answer = await open.post('/graphql', { query }, { cookie, 'idempotency-key': `key-${who}` });
      return ((await answer.json()) as { data: { createToken: { secret: string | null } } }).data.createToken;
    };
    await age('created_at', '16 minutes');
    expect(await ask()).toEqual({ secret: null, errors: [{ code: 'REAUTHENTICATION_NEEDED' }] });
    await ada.send('/auth/confirm', { password });
    expect((await ask()).secret).toMatch(/^flt_pat_/);
  });

  test('is asked again before another password or address, which nobody has without the current password (S-40)', async () => {
    const change = { current: password, password: 'another long one' };
    await age('created_at', '16 minutes');
    for (const [path, fields] of [
      ['/auth/password', change],
      ['/auth/email', { email: 'new@people.example' }],
    ] as const) {
      const { to } = await ada.send(path, fields);
      expect(to.pathname + to.search).toBe('/me/confirm?next=%2Fme%2Fsecurity');
    }
    await ada.send('/auth/confirm', { password });
    const wrong = await ada.send('/auth/password', { ...change, current: 'not this one' });
    expect(wrong.to.searchParams.get('refusal')).toBe('wrong-password');
    const phone = newVisitor(open);
    await signIn(phone);
    expect((await ada.send('/auth/password', change)).to.search).toBe('?done=password');
    expect([await phone.who(), await ada.who()]).toEqual([undefined, nameOf()]);
    expect((await signIn(phone, 'another long one')).to.pathname).toBe('/me/month');
  });

  test('has another address once the link mailed there is opened, and the old one is told (S-40)', async () => {
    const address = `new-${who}@people.example`;
    expect((await ada.send('/auth/email', { email: address })).to.search).toBe('?done=email');
    const link = await mailedTo(open, address, /Confirm your new/);
    expect((await ada.ask('{ viewer { email } }')).data.viewer.email).toBe(emailOf());
    await newVisitor(open).send('/auth/confirm-email', { token: link.searchParams.get('token') ?? '' });
    expect((await ada.ask('{ viewer { email emailVerified } }')).data.viewer).toEqual({
      email: address,
      emailVerified: true,
    });
    const told = async () =>
      (await open.world.mailbox.list()).some(
        ({ to, subject }) => to === emailOf() && /changed/.test(subject),
      );
    await expect.poll(told).toBe(true);
  });
});
