import { recordEvidence } from '@flattr/evidence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appCode } from './authenticator.ts';
import { type OpenApi, openApi, password } from './open-api.ts';
import { newVisitor, type Visitor } from './visitor.ts';

let open: OpenApi;
let ada: Visitor;
let app: { secret: string; uri: string; recoveryCodes: string[] };
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

let who = 0;
const nameOf = () => `stepper-${who}`;
const emailOf = () => `${nameOf()}@people.example`;
const setUp = `mutation ($password: String!) {
  setUpTwoFactor(input: { password: $password }) { secret uri recoveryCodes errors { code } } }`;

const signIn = (browser: Visitor) =>
  browser.send('/auth/sign-in', { email: emailOf(), password, next: '/me/month' });
const giveCode = async (browser: Visitor, code: string) =>
  (await browser.send('/auth/sign-in/code', { code, next: '/me/month' })).to;
const refusalOf = (to: URL) => to.searchParams.get('refusal');
const isOn = async () => (await ada.ask('{ viewer { twoFactorEnabled } }')).data.viewer.twoFactorEnabled;
const aQuarterLater = () =>
  open.world.owner.query("UPDATE sessions SET created_at = created_at - interval '16 minutes'");

/** Each item begins with somebody new, whose app is set up and not on yet. */
beforeEach(async () => {
  who += 1;
  ada = newVisitor(open);
  await ada.send('/auth/join', { name: 'Ada', handle: nameOf(), email: emailOf(), password });
  await open.world.owner.query('UPDATE users SET email_verified = true WHERE handle = $1', [nameOf()]);
  app = (await ada.ask(setUp, { password })).data.setUpTwoFactor;
});
afterEach(({ task }) => {
  recordEvidence({ id: 'S-40', tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 });
});

const turnsOn = () => ada.send('/auth/two-factor/on', { code: appCode(app.secret) });

describe('an authenticator app', () => {
  test('counts once a code of it was given, and then renews the session (S-40)', async () => {
    expect(app.uri).toContain(`secret=${app.secret}&issuer=Flattr`);
    expect(app.secret).toMatch(/^[A-Z2-7]{32,}$/);
    const wrong = await ada.send('/auth/two-factor/on', { code: '000000' });
    expect([refusalOf(wrong.to), await isOn()]).toEqual(['code-wrong', false]);
    expect((await signIn(newVisitor(open))).to.pathname).toBe('/me/month');
    const before = ada.cookies.get('flattr_session');
    expect((await turnsOn()).to.search).toBe('?done=two-factor-on');
    expect([await isOn(), ada.cookies.get('flattr_session') === before]).toEqual([true, false]);
    const again = (await ada.ask(setUp, { password })).data.setUpTwoFactor;
    expect(again).toEqual({
      secret: null,
      uri: null,
      recoveryCodes: [],
      errors: [{ code: 'TWO_FACTOR_ON' }],
    });
  });

  test('is set up by nobody without the password, a fresh proof and a proven address (S-40)', async () => {
    const codes = async (with_: string) =>
      (await ada.ask(setUp, { password: with_ })).data.setUpTwoFactor.errors;
    expect(await codes('not this one')).toEqual([{ code: 'WRONG_PASSWORD' }]);
    await open.world.owner.query('UPDATE users SET email_verified = false WHERE handle = $1', [nameOf()]);
    expect(await codes(password)).toEqual([{ code: 'EMAIL_UNVERIFIED' }]);
    await aQuarterLater();
    expect(await codes(password)).toEqual([{ code: 'REAUTHENTICATION_NEEDED' }]);
    expect((await turnsOn()).to.pathname).toBe('/me/confirm');
  });

  test('is asked after the password, before there is any session (S-40)', async () => {
    await turnsOn();
    const phone = newVisitor(open);
    const first = await signIn(phone);
    expect(first.to.pathname + first.to.search).toBe('/sign-in/code?next=%2Fme%2Fmonth');
    expect([...phone.cookies.keys()]).toEqual(['flattr.two_factor']);
    expect(first.answer.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    expect(await phone.who()).toBeUndefined();
    expect((await giveCode(phone, appCode(app.secret, 1))).pathname).toBe('/me/month');
    expect(await phone.who()).toBe(nameOf());
  });

  test('shows no code that works twice, not to set it up and not to sign in (S-40)', async () => {
    const code = appCode(app.secret);
    await ada.send('/auth/two-factor/on', { code });
    const [phone, thief] = [newVisitor(open), newVisitor(open)];
    for (const browser of [phone, thief]) await signIn(browser);
    expect(refusalOf(await giveCode(phone, code))).toBe('code-wrong');
    const next = appCode(app.secret, 1);
    const both = await Promise.all([giveCode(phone, next), giveCode(thief, next)]);
    expect(both.map(refusalOf).sort()).toEqual(['code-wrong', null]);
  });

  test('takes five wrong codes for one sign-in, and ten for one person before a wait (S-40)', async () => {
    await turnsOn();
    const told: (string | null)[] = [];
    for (let round = 0; round < 3; round++) {
      const stranger = newVisitor(open);
      await signIn(stranger);
      for (let at = 0; at < 6; at++) told.push(refusalOf(await giveCode(stranger, `00${round}00${at}`)));
    }
    const wrong = Array(5).fill('code-wrong');
    expect(told).toEqual([...wrong, 'sign-in-over', ...wrong, ...Array(7).fill('too-many-attempts')]);
  });

  test('has a second step that is over after ten minutes (S-40)', async () => {
    await turnsOn();
    const phone = newVisitor(open);
    await signIn(phone);
    await open.world.owner.query("UPDATE verifications SET expires_at = expires_at - interval '10 minutes'");
    expect(refusalOf(await giveCode(phone, appCode(app.secret, 1)))).toBe('sign-in-over');
    expect(refusalOf(await giveCode(newVisitor(open), '123456'))).toBe('sign-in-over');
  });

  test('is asked again before what could be misused, and only then is the session renewed (S-40)', async () => {
    await turnsOn();
    await aQuarterLater();
    const next = '/me/tokens';
    const step = await ada.send('/auth/confirm', { password, next });
    expect(step.to.pathname).toBe('/sign-in/code');
    const token = 'mutation { createToken(input: { name: "t", scopes: [ME_READ] }) { errors { code } } }';
    expect((await ada.ask(token)).data.createToken.errors).toEqual([{ code: 'REAUTHENTICATION_NEEDED' }]);
    await giveCode(ada, appCode(app.secret, 1));
    expect((await ada.ask(token)).data.createToken.errors).toEqual([]);
  });

  test('is forgotten with all else when its owner leaves (S-40)', async () => {
    await turnsOn();
    const leave =
      'mutation ($handle: String!) { leaveFlattr(input: { handle: $handle }) { errors { code } } }';
    expect((await ada.ask(leave, { handle: nameOf() })).data.leaveFlattr.errors).toEqual([]);
    const { rows } = await open.world.owner.query(
      `SELECT u.two_factor_enabled FROM users u WHERE u.left_at IS NOT NULL
         AND (u.two_factor_enabled OR u.id IN (SELECT user_id FROM two_factors UNION ALL SELECT user_id FROM tried_codes
           UNION ALL SELECT user_id FROM sessions UNION ALL SELECT user_id FROM passkeys))`,
    );
    const links = await open.world.owner.query('SELECT FROM verifications WHERE strpos(value, $1) > 0', [
      emailOf(),
    ]);
    expect([rows, links.rows]).toEqual([[], []]);
  });

  test('is removed by the password, and signing in takes one step again (S-40)', async () => {
    await turnsOn();
    const wrong = await ada.send('/auth/two-factor/off', { password: 'not this one' });
    expect([refusalOf(wrong.to), await isOn()]).toEqual(['wrong-password', true]);
    expect((await ada.send('/auth/two-factor/off', { password })).to.search).toBe('?done=two-factor-off');
    expect((await signIn(newVisitor(open))).to.pathname).toBe('/me/month');
  });
});

describe('recovery codes', () => {
  const left = async () => (await ada.ask('{ viewer { recoveryCodesLeft } }')).data.viewer.recoveryCodesLeft;
  const renew =
    'mutation ($password: String!) { renewRecoveryCodes(input: { password: $password }) { recoveryCodes errors { code } } }';

  test('are ten, each good once, and kept as hashes alone (S-40)', async () => {
    await turnsOn();
    expect(new Set(app.recoveryCodes).size).toBe(10);
    for (const code of app.recoveryCodes) expect(code).toMatch(/^(?:[2-9a-z]{4}-){3}[2-9a-z]{4}$/);
    const { rows } = await open.world.owner.query('SELECT secret || recovery_codes AS kept FROM two_factors');
    for (const { kept } of rows)
      for (const secret of [app.secret, ...app.recoveryCodes]) expect(kept).not.toContain(secret);
    const [code = ''] = app.recoveryCodes;
    const [phone, thief] = [newVisitor(open), newVisitor(open)];
    for (const browser of [phone, thief]) await signIn(browser);
    expect((await giveCode(phone, code.toUpperCase().replaceAll('-', ' '))).pathname).toBe('/me/month');
    expect(refusalOf(await giveCode(thief, code))).toBe('code-wrong');
    expect([await phone.who(), await thief.who(), await left()]).toEqual([nameOf(), undefined, 9]);
  });

  test('are drawn anew by the password, and those before are good for nothing (S-40)', async () => {
    await turnsOn();
    const refused = (await ada.ask(renew, { password: 'not this one' })).data.renewRecoveryCodes;
    expect(refused).toEqual({ recoveryCodes: [], errors: [{ code: 'WRONG_PASSWORD' }] });
    const renewed = (await ada.ask(renew, { password })).data.renewRecoveryCodes.recoveryCodes;
    expect([renewed.length, await left()]).toEqual([10, 10]);
    const phone = newVisitor(open);
    await signIn(phone);
    expect(refusalOf(await giveCode(phone, app.recoveryCodes[0] ?? ''))).toBe('code-wrong');
    expect((await giveCode(phone, renewed[9])).pathname).toBe('/me/month');
  });
});
