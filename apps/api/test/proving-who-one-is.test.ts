import { recordEvidence } from '@flattr/evidence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { appCode } from './authenticator.ts';
import { type OpenApi, openApi, origin, password } from './open-api.ts';
import { mailedTo, newVisitor, type Visitor } from './visitor.ts';

let open: OpenApi;
let ada: Visitor;
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

let who = 0;
const nameOf = () => `person-${who}`;
const emailOf = () => `${nameOf()}@people.example`;

/** Each item begins with somebody new, who has joined and is signed in. */
beforeEach(async () => {
  who += 1;
  ada = newVisitor(open);
  const joined = await ada.send('/auth/join', { name: 'Ada', handle: nameOf(), email: emailOf(), password });
  expect(joined.status).toBe(303);
});
afterEach(({ task }) => {
  recordEvidence({ id: 'S-40', tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 });
});

const signIn = (browser: Visitor, with_ = password) =>
  browser.send('/auth/sign-in', { email: emailOf(), password: with_, next: '/me/month' });

const verified = async (): Promise<boolean> =>
  (await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: nameOf() } })).emailVerified;

const claim = 'mutation { startClaim(input: { site: "https://ada.example/" }) { errors { code } } }';
const payouts = 'mutation { setUpPayouts(input: { country: "DE" }) { errors { code } } }';

describe('an e-mail address', () => {
  test('is proven by the link that is mailed to it, which works once (S-40)', async () => {
    const link = await mailedTo(open, emailOf(), /Confirm/);
    expect(link.pathname).toBe('/confirm-email');
    const token = link.searchParams.get('token') ?? '';
    expect(token.length).toBeGreaterThanOrEqual(32);
    const stranger = newVisitor(open);
    const confirmed = await stranger.send('/auth/confirm-email', { token });
    expect(confirmed.to.search).toBe('?done=confirmed');
    expect([await verified(), await stranger.who()]).toEqual([true, undefined]);
    expect((await ada.send('/auth/confirm-email', { token })).to.searchParams.get('refusal')).toBe(
      'link-over',
    );
  });

  test('that is not proven gets no site and no payouts, until the link is opened that is mailed again (S-40)', async () => {
    const first = await mailedTo(open, emailOf(), /Confirm/);
    for (const query of [claim, payouts]) {
      const [answer] = Object.values((await ada.ask(query)).data) as { errors: { code: string }[] }[];
      expect(answer?.errors).toEqual([{ code: 'EMAIL_UNVERIFIED' }]);
    }
    await ada.send('/auth/confirm-email/again');
    const token = await other(first, () => mailedTo(open, emailOf(), /Confirm/));
    await ada.send('/auth/confirm-email', { token });
    expect((await ada.ask(claim)).data.startClaim.errors).toEqual([]);
  });

  test('is in no mailed link and in no address that a form leads to (S-40)', async () => {
    const link = await mailedTo(open, emailOf(), /Confirm/);
    expect(decodeURIComponent(link.href)).not.toContain('people.example');
    const { to } = await newVisitor(open).send('/auth/join', {
      name: 'Ada',
      handle: nameOf(),
      email: emailOf(),
      password,
    });
    expect(to.href).not.toMatch(/Ada|person|people/);
  });
});

const other = async (before: URL, read: () => Promise<URL>): Promise<string> => {
  for (;;) {
    const link = await read();
    if (link.href !== before.href) return link.searchParams.get('token') ?? '';
  }
};

const resetToken = async (): Promise<string> => {
  const asked = await newVisitor(open).send('/auth/reset', { email: emailOf() });
  expect(asked.to.pathname + asked.to.search).toBe('/reset?done=sent');
  return (await mailedTo(open, emailOf(), /new password/)).searchParams.get('token') ?? '';
};

describe('a forgotten password', () => {
  test('is replaced by a mailed link, which works once and ends every session (S-40)', async () => {
    const token = await resetToken();
    const stranger = newVisitor(open);
    const short = await stranger.send('/auth/reset/new', { token, password: 'short' });
    expect(short.to.searchParams.get('refusal')).toBe('password-too-short');
    const set = await stranger.send('/auth/reset/new', { token, password: 'another long one' });
    expect(set.to.search).toBe('?done=reset');
    expect([await ada.who(), await stranger.who(), await verified()]).toEqual([undefined, undefined, true]);
    expect((await signIn(ada)).to.searchParams.get('refusal')).toBe('wrong-password');
    expect((await signIn(ada, 'another long one')).to.pathname).toBe('/me/month');
    const again = await stranger.send('/auth/reset/new', { token, password: 'a third long one' });
    expect(again.to.searchParams.get('refusal')).toBe('link-over');
  });

  test('has a link that is over after an hour, and of which only a hash is kept (S-40)', async () => {
    const token = await resetToken();
    const { rows } = await open.world.owner.query('SELECT identifier || value AS row FROM verifications');
    expect(rows.map(({ row }) => row).join('\n')).not.toContain(token);
    const left = await open.world.owner.query<{ seconds: number }>(
      `UPDATE verifications SET expires_at = expires_at - interval '60 minutes'
       RETURNING extract(epoch FROM expires_at + interval '60 minutes' - now())::int AS seconds`,
    );
    expect(Math.min(...left.rows.map(({ seconds }) => seconds))).toBeGreaterThan(3500);
    const { to } = await ada.send('/auth/reset/new', { token, password: 'another long one' });
    expect(to.searchParams.get('refusal')).toBe('link-over');
  });

  test('of nobody is answered as that of somebody, and neither waits for the look or the mail (S-40)', async () => {
    const { mailbox, platform } = open.world;
    const stuck = { ...platform, mailer: { send: () => new Promise<never>(() => {}) } };
    const api = createApi(stuck, { authSecret: 'a secret for tests alone, long enough', origin });
    const ask = async (email: string, asked = open) => {
      const { status, to, answer } = await newVisitor(asked).send('/auth/reset', { email });
      return { status, to: to.href, cookies: answer.headers.getSetCookie() };
    };
    const answered = await ask('nobody@people.example');
    expect(await ask(emailOf(), { ...open, api })).toEqual(answered);
    expect(await ask(emailOf())).toEqual(answered);
    await mailedTo(open, emailOf(), /new password/);
    expect((await mailbox.list()).some(({ to }) => to === 'nobody@people.example')).toBe(false);
  });

  test('reset by the proven owner revokes tokens of whoever joined with the address before them (S-40)', async () => {
    await ada.ask('mutation { createToken(input: { name: "theirs", scopes: [ME_READ] }) { secret } }');
    await ada.send('/auth/reset/new', { token: await resetToken(), password: 'another long one' });
    await signIn(ada, 'another long one');
    const { data } = await ada.ask('{ viewer { tokens { revokedAt } } }');
    expect(data.viewer.tokens).toEqual([{ revokedAt: expect.any(String) }]);
  });
});

describe('a link that signs in', () => {
  const linkOf = async (next = '/me/tokens'): Promise<string> => {
    const asked = await newVisitor(open).send('/auth/link', { email: emailOf(), next });
    expect(asked.to.pathname + asked.to.search).toBe(
      `/sign-in/link?done=sent&next=${encodeURIComponent(next)}`,
    );
    const link = await mailedTo(open, emailOf(), /Sign in/);
    expect([link.pathname, link.searchParams.get('next')]).toEqual(['/sign-in/link', next]);
    return link.searchParams.get('token') ?? '';
  };
  const proven = () =>
    open.world.owner.query('UPDATE users SET email_verified = true WHERE handle = $1', [nameOf()]);

  test('works once, in whichever browser, and is used up by no look at it (S-40)', async () => {
    await proven();
    const token = await linkOf();
    const [phone, thief] = [newVisitor(open), newVisitor(open)];
    expect((await open.api.request(`/auth/link/use?token=${token}`)).status).toBe(404);
    const [used, again] = [
      await phone.send('/auth/link/use', { token, next: '/me/tokens' }),
      await thief.send('/auth/link/use', { token }),
    ];
    expect([used.to.pathname, again.to.searchParams.get('refusal')]).toEqual(['/me/tokens', 'link-over']);
    expect([await phone.who(), await thief.who(), await ada.who()]).toEqual([nameOf(), undefined, nameOf()]);
    expect((await signIn(newVisitor(open))).to.pathname).toBe('/me/month');
  });

  test('is over after ten minutes, and of it only a hash is kept (S-40)', async () => {
    const token = await linkOf();
    const kept = await open.world.owner.query<{ identifier: string; seconds: number }>(
      `UPDATE verifications SET expires_at = expires_at - interval '10 minutes' WHERE value LIKE '{%'
       RETURNING identifier, extract(epoch FROM expires_at + interval '10 minutes' - now())::int AS seconds`,
    );
    for (const { identifier, seconds } of kept.rows)
      expect([identifier === token, seconds <= 600]).toEqual([false, true]);
    expect(kept.rows.length).toBeGreaterThan(0);
    const { to } = await ada.send('/auth/link/use', { token });
    expect(to.searchParams.get('refusal')).toBe('link-over');
  });

  test('to nobody is asked for like one to somebody, and nobody joins by it (S-40)', async () => {
    const ask = async (email: string) => (await newVisitor(open).send('/auth/link', { email })).to.href;
    expect(await ask('nobody@people.example')).toBe(await ask(emailOf()));
    await mailedTo(open, emailOf(), /Sign in/);
    expect((await open.world.mailbox.list()).some(({ to }) => to === 'nobody@people.example')).toBe(false);
    expect(await open.world.platform.db.user.count({ where: { email: 'nobody@people.example' } })).toBe(0);
  });

  test('takes from whoever joined with an unproven address what they had: password, sessions, tokens (S-40)', async () => {
    await ada.ask('mutation { createToken(input: { name: "theirs", scopes: [ME_READ] }) { secret } }');
    const owner = newVisitor(open);
    await owner.send('/auth/link/use', { token: await linkOf() });
    expect([await owner.who(), await ada.who(), await verified()]).toEqual([nameOf(), undefined, true]);
    expect((await signIn(ada)).to.searchParams.get('refusal')).toBe('wrong-password');
    const { data } = await owner.ask('{ viewer { tokens { revokedAt } } }');
    expect(data.viewer.tokens).toEqual([{ revokedAt: expect.any(String) }]);
  });

  test('opens no session where an authenticator app is on, before its code (S-40)', async () => {
    await proven();
    const setUp = `mutation { setUpTwoFactor(input: { password: "${password}" }) { secret } }`;
    const { secret } = (await ada.ask(setUp)).data.setUpTwoFactor;
    await ada.send('/auth/two-factor/on', { code: appCode(secret) });
    const phone = newVisitor(open);
    const used = await phone.send('/auth/link/use', { token: await linkOf(), next: '/me/tokens' });
    expect(used.to.pathname).toBe('/sign-in/code');
    expect(await phone.who()).toBeUndefined();
    await phone.send('/auth/sign-in/code', { code: appCode(secret, 1) });
    expect(await phone.who()).toBe(nameOf());
  });
});
