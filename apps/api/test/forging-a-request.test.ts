import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { type OpenApi, openApi, origin, password } from './open-api.ts';
import { newVisitor, type Visitor } from './visitor.ts';

let open: OpenApi;
let ada: Visitor;
beforeAll(async () => {
  open = await openApi();
  ada = newVisitor(open);
  await ada.send('/auth/join', { name: 'Ada', handle: 'ada', email: 'ada@people.example', password });
});
afterAll(() => open.close());

const cookie = () => [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
/** For programs, from anywhere: they come with a secret or a code of their own, and no cookie changes what they answer. */
const forPrograms = /^\/auth\/(oauth2\/(token|revoke|introspect)|device\/code)$/;
const forms = () =>
  open.api.routes.flatMap(({ method, path }) =>
    method === 'POST' && path.startsWith('/auth/') && !forPrograms.test(path) ? [path] : [],
  );

const mutation = 'mutation { createToken(input: { name: "forged", scopes: [ME_READ] }) { secret } }';
const fields = { email: 'ada@people.example', password, query: mutation };

/** Where a browser says that another page's request comes from. */
const elsewhere: readonly Record<string, string>[] = [
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { origin: 'null' },
  { origin: 'http://evil.localhost:4000', 'sec-fetch-site': 'same-site' },
  { origin: 'http://localhost:4001', 'sec-fetch-site': 'same-site' },
  { origin: 'http://localhost:4000.evil.example' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site' },
];

const multipart = new FormData();
for (const [name, value] of Object.entries(fields)) multipart.set(name, value);

/** Every way in which a page elsewhere can send something without asking first, and JSON that a browser would ask about. */
const bodies: readonly (readonly [string, string | undefined, () => BodyInit])[] = [
  ['a form', 'application/x-www-form-urlencoded', () => new URLSearchParams(fields).toString()],
  ['text/plain', 'text/plain', () => JSON.stringify(fields)],
  ['multipart', undefined, () => multipart],
  ['JSON', 'application/json', () => JSON.stringify(fields)],
];

test('what another page sends with somebody’s cookies is refused, however it is sent (S-06)', async () => {
  const paths = ['/graphql', ...forms()];
  expect(paths.length).toBeGreaterThan(12);
  const before = await open.rows();
  const taken: string[] = [];
  let tried = 0;
  for (const path of paths) {
    for (const from of elsewhere) {
      for (const [what, type, body] of bodies) {
        const headers = { cookie: cookie(), ...from, ...(type && { 'content-type': type }) };
        const answer = await open.api.request(path, { method: 'POST', headers, body: body() });
        tried += 1;
        const refused = answer.status === 403 || (path === '/graphql' && answer.status === 415);
        if (!refused || answer.headers.has('set-cookie'))
          taken.push(`${path} took ${what} from ${JSON.stringify(from)}: ${answer.status}`);
      }
    }
  }
  for (const path of paths) {
    const url = `${path}?${new URLSearchParams(fields)}`;
    const answer = await open.api.request(url, { headers: { cookie: cookie(), accept: 'application/json' } });
    tried += 1;
    if (answer.status < 400 || answer.headers.has('set-cookie'))
      taken.push(`${path} took a GET: ${answer.status}`);
  }
  const changed = JSON.stringify(await open.rows()) !== JSON.stringify(before);
  const stays = (await ada.who()) === 'ada';
  recordEvidence({ id: 'S-06', tried, failed: taken.length + (changed ? 1 : 0) + (stays ? 0 : 1) });
  expect([taken, changed, stays]).toEqual([[], false, true]);
});

test('our own pages send forms and JSON, and of what else they could send nothing is taken', async () => {
  for (const [what, type, body] of bodies) {
    const headers = { origin, 'sec-fetch-site': 'same-origin', ...(type && { 'content-type': type }) };
    const answer = await open.api.request('/auth/sign-in', { method: 'POST', headers, body: body() });
    expect([what, answer.status]).toEqual([what, { 'a form': 303, JSON: 200 }[what] ?? 415]);
  }
});

test('every cookie of signing in is for this host alone, unread by scripts, and sent with no foreign form (S-06)', async () => {
  const secure = 'https://flattr.example';
  const authSecret = 'a secret for tests alone, long enough';
  const api = createApi(open.world.platform, { authSecret, origin: secure });
  const send = (path: string, body: object) =>
    api.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: secure },
      body: new URLSearchParams({ ...body }).toString(),
    });
  const joined = { name: 'Bo', handle: 'bo', email: 'bo@people.example', password };
  const answers = [
    await send('/auth/join', joined),
    await send('/auth/join', joined),
    await send('/auth/sign-in', joined),
  ];
  const cookies = answers.flatMap((answer) => answer.headers.getSetCookie());
  let failed = 0;
  for (const set of cookies) {
    const whole = [/^__Host-flattr/, /; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(?:;|$)/i];
    if (!whole.every((part) => part.test(set)) || /; Domain=/i.test(set)) failed += 1;
  }
  recordEvidence({ id: 'S-06', tried: cookies.length, failed });
  expect([cookies.length, failed]).toEqual([5, 0]);
});
