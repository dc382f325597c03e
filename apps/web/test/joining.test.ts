import { expect, it } from 'vitest';
import { openWeb } from './open-web.ts';

it('sends both forms to the API with the way back', async () => {
  const { visit } = openWeb();
  const join = await (await visit('/join?next=/me/tokens')).text();
  expect(join).toContain('action="/auth/join"');
  expect(join).toContain('name="next" value="/me/tokens"');
  expect(await (await visit('/sign-in')).text()).toContain('name="next" value="/me/month"');
});

it('leads to no other origin', async () => {
  const { visit } = openWeb();
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/.//evil.example']) {
    const path = `/sign-in?next=${encodeURIComponent(next)}`;
    expect(await (await visit(path)).text()).toContain('name="next" value="/me/month"');
    expect((await visit(path, 'ada')).headers.get('location')).toBe('/me/month');
  }
});

it('says why it was refused beside the field, with what was typed but the password', async () => {
  const { web, visit } = openWeb();
  const typed = { handle: 'ada', name: 'Ada', email: 'a@b.example' };
  const kept = Buffer.from(JSON.stringify(typed)).toString('base64url');
  const answer = await web.request('https://flattr.example/join?refusal=handle-taken&name=nobody', {
    headers: { cookie: `__Host-flattr_typed=${kept}` },
  });
  expect(answer.headers.getSetCookie().join()).toMatch(/__Host-flattr_typed=;.*Max-Age=0.*Secure/);
  const text = await answer.text();
  expect(answer.status).toBe(422);
  expect(text).toContain('id="handle-refusal">This handle is taken.');
  expect(text).toContain('value="a@b.example"');
  expect(text).not.toContain('nobody');
  expect(await (await visit('/sign-in?refusal=wrong-password')).text()).toContain(
    'id="password-refusal">The e-mail',
  );
});

it('puts nobody’s words on the page', async () => {
  const { visit } = openWeb();
  for (const refusal of ['Call%20us', 'constructor', '__proto__', 'toString']) {
    const text = await (await visit(`/sign-in?refusal=${refusal}`)).text();
    expect(text).toContain('That did not work.');
    expect(text).not.toContain(decodeURIComponent(refusal));
  }
});

it('asks who is nobody to sign in before any page of theirs', async () => {
  const { visit } = openWeb();
  for (const path of ['/me/month', '/me/budget', '/me/earnings', '/me/tokens']) {
    const answer = await visit(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(path)}`,
    ]);
  }
});

it('leads back to the page of a form whose sender was signed out meanwhile', async () => {
  const { web } = openWeb();
  const answer = await web.request('https://flattr.example/me/wallet/fund', {
    method: 'POST',
    headers: {
      origin: 'https://flattr.example',
      referer: 'https://flattr.example/me/budget?paid=1',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: '',
  });
  expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fme%2Fbudget%3Fpaid%3D1');
});
