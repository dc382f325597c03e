import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, origin, tokenOf } from './open-api.ts';

let open: OpenApi;
let ada: As;
let eve: As;

beforeAll(async () => {
  open = await openApi();
  ada = await open.joins('ada');
  eve = await open.joins('eve');
});
afterAll(() => open.close());

type Refused = { readonly errors?: readonly { readonly extensions: { readonly code: string } }[] };

const codesOf = ({ errors = [] }: Refused) => errors.map(({ extensions }) => extensions.code);

const mutations = {
  registerThings: 'registerThings(input: { things: [] }) { errors { code } }',
  flattr: 'flattr(input: { url: "https://example.org/" }) { errors { code } }',
  undoFlattr: 'undoFlattr(input: { url: "https://example.org/" }) { errors { code } }',
  startStandingFlattr: 'startStandingFlattr(input: { url: "https://example.org/" }) { errors { code } }',
  stopStandingFlattr: 'stopStandingFlattr(input: { url: "https://example.org/" }) { errors { code } }',
  setBudget: 'setBudget(input: { amount: "5", currency: "EUR" }) { errors { code } }',
  dismissSuggestion: 'dismissSuggestion(input: { url: "x" }) { errors { code } }',
  fundWallet: 'fundWallet { errors { code } }',
  setUpPayouts: 'setUpPayouts(input: { country: "DE" }) { errors { code } }',
  requestPayout: 'requestPayout(input: { currency: "EUR" }) { errors { code } }',
  proposeSplit: 'proposeSplit(input: { thing: "x", parts: [] }) { errors { code } }',
  acceptSplit: 'acceptSplit(input: { proposal: "x" }) { errors { code } }',
  declineSplit: 'declineSplit(input: { proposal: "x" }) { errors { code } }',
  withdrawSplit: 'withdrawSplit(input: { proposal: "x" }) { errors { code } }',
  startClaim: 'startClaim(input: { site: "https://example.org/" }) { errors { code } }',
  checkClaim: 'checkClaim(input: { claim: "x" }) { errors { code } }',
  refuseFlattrs: 'refuseFlattrs(input: { claim: "x", refuses: true }) { errors { code } }',
  withdrawClaim: 'withdrawClaim(input: { claim: "x" }) { errors { code } }',
  createToken: 'createToken(input: { name: "x", scopes: [ME_READ] }) { errors { code } }',
  createWebhookEndpoint:
    'createWebhookEndpoint(input: { url: "https://example.org/", events: [] }) { errors { code } }',
  updateWebhookEndpoint: 'updateWebhookEndpoint(input: { id: "x" }) { errors { code } }',
  deleteWebhookEndpoint: 'deleteWebhookEndpoint(input: { id: "x" }) { errors { code } }',
  rotateWebhookSecret: 'rotateWebhookSecret(input: { id: "x" }) { errors { code } }',
  sendTestWebhook: 'sendTestWebhook(input: { id: "x" }) { errors { code } }',
  redeliverWebhook: 'redeliverWebhook(input: { id: "x" }) { errors { code } }',
  revokeToken: 'revokeToken(input: { id: "x" }) { errors { code } }',
  createOAuthApp:
    'createOAuthApp(input: { name: "x", website: "https://x.example", redirectUris: ["https://x.example/"], isConfidential: false }) { errors { code } }',
  editOAuthApp:
    'editOAuthApp(input: { id: "x", name: "x", website: "https://x.example", redirectUris: [] }) { errors { code } }',
  rotateOAuthAppSecret: 'rotateOAuthAppSecret(input: { id: "x" }) { errors { code } }',
  deleteOAuthApp: 'deleteOAuthApp(input: { id: "x" }) { errors { code } }',
  disconnectOAuthApp: 'disconnectOAuthApp(input: { id: "x" }) { errors { code } }',
  answerOAuthRequest: 'answerOAuthRequest(input: { request: "x", allow: true }) { errors { code } }',
  answerDevice: 'answerDevice(input: { userCode: "x", allow: true }) { errors { code } }',
};

const flattring = ['flattr', 'undoFlattr', 'startStandingFlattr', 'stopStandingFlattr'];

const hooking = [
  'createWebhookEndpoint',
  'updateWebhookEndpoint',
  'deleteWebhookEndpoint',
  'rotateWebhookSecret',
  'sendTestWebhook',
  'redeliverWebhook',
];

const personal = {
  me: 'viewer { user { handle } budget { fromMonth } monthSoFar { month } months { month } standingFlattrs { totalCount } fundingChoices { monthsAtOnce } splitInvitations { totalCount } suggestions { totalCount } }',
  earnings:
    'viewer { earnings { balances { total { amount } } months { month } payoutAccount { ready } payouts { totalCount } } }',
  webhooks:
    'viewer { webhookEndpoints { totalCount } webhookEndpoint(id: "x") { url } webhookDelivery(id: "x") { type } }',
  email: 'viewer { email }',
  wallets: 'viewer { wallets { balance { amount } } }',
  charges: 'viewer { charges { totalCount } }',
  tokens: 'viewer { tokens { name } }',
  oauthApps: 'viewer { oauthApps { isConfidential } }',
  oauthGrants: 'viewer { oauthGrants { scopes } }',
  deviceRequest: 'viewer { deviceRequest(userCode: "x") { scopes } }',
  claims: 'viewer { claims { totalCount } }',
  claim: 'viewer { claim(id: "x") { site } }',
  sites: 'viewer { sites { totalCount } }',
};

describe('nobody', () => {
  test.each(Object.values(mutations))('may do nothing: %s', async (mutation) => {
    const before = await open.rows();
    const answer = await open.ask(`mutation { ${mutation} }`);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.errors?.[0]?.extensions.requestId).toMatch(/^[\w-]+$/);
    expect(await open.rows()).toEqual(before);
  });

  test('is no viewer, and sees what is public', async () => {
    const { data, errors } = await open.ask(
      '{ viewer { email } currencies { currency budgetMinimum { amount } } settledMonths { month } mostFlattred { flattrCount } }',
    );
    expect(errors).toBeUndefined();
    expect(data.viewer).toBeNull();
    expect(data.currencies).toContainEqual({ currency: 'JPY', budgetMinimum: { amount: '300' } });
    expect(data).toMatchObject({ settledMonths: [], mostFlattred: [] });
  });
});

describe('a token', () => {
  const reach = async (scopes: string[], fields: Readonly<Record<string, string>>, kind: string) => {
    const token = await tokenOf(open, ada, scopes);
    const reached: string[] = [];
    for (const [name, field] of Object.entries(fields)) {
      const answer = await open.ask(`${kind} { ${field} }`, {}, { token });
      const codes = codesOf(answer);
      if (codes.length === 0) reached.push(name);
      else expect(new Set(codes), name).toEqual(new Set(['FORBIDDEN']));
    }
    return reached;
  };

  test.each([
    ['ME_READ', ['me'], []],
    ['EARNINGS_READ', ['earnings'], []],
    ['THINGS_WRITE', [], ['registerThings']],
    ['FLATTR_WRITE', [], flattring],
    ['WEBHOOKS_MANAGE', ['webhooks'], hooking],
    ['LISTENS_WRITE', [], ['dismissSuggestion']],
    ['CLAIMS_WRITE', ['claims', 'claim'], ['startClaim', 'checkClaim']],
  ])('of %s reaches %j and %j alone', async (scope, read, written) => {
    expect(await reach([scope], personal, 'query')).toEqual(read);
    expect(await reach([scope], mutations, 'mutation')).toEqual(written);
  });

  test('of all scopes reaches neither money nor tokens nor the e-mail address', async () => {
    const all = [
      'ME_READ',
      'EARNINGS_READ',
      'THINGS_WRITE',
      'FLATTR_WRITE',
      'WEBHOOKS_MANAGE',
      'LISTENS_WRITE',
      'CLAIMS_WRITE',
    ];
    expect(await reach(all, personal, 'query')).toEqual(['me', 'earnings', 'webhooks', 'claims', 'claim']);
    expect(await reach(all, mutations, 'mutation')).toEqual([
      'registerThings',
      ...flattring,
      'dismissSuggestion',
      'startClaim',
      'checkClaim',
      ...hooking,
    ]);
  });

  test('says which scope it lacks', async () => {
    const token = await tokenOf(open, ada, ['ME_READ']);
    const { errors } = await open.ask(
      'mutation { flattr(input: { url: "https://example.org/" }) { month } }',
      {},
      { token },
    );
    expect(errors?.[0]?.message).toBe('This token lacks the scope FLATTR_WRITE.');
  });

  test.each(['Bearer flt_pat_nothing', 'Bearer', 'Basic YTpi', 'flt_pat_x'])(
    'that is none is told so: %s',
    async (authorization) => {
      const answer = await open.post('/graphql', { query: '{ now }' }, { authorization });
      expect(answer.status).toBe(401);
      expect(codesOf((await answer.json()) as Refused)).toEqual(['UNAUTHENTICATED']);
    },
  );

  test('ends when it is revoked, by its owner alone', async () => {
    const token = await tokenOf(open, ada, ['ME_READ']);
    const { data } = await open.ask('{ viewer { tokens { id lastUsedAt scopes } } }', {}, ada);
    const [{ id, scopes }] = data.viewer.tokens;
    expect(scopes).toEqual(['ME_READ']);
    const revoke = (as: As) =>
      open.ask(
        'mutation ($id: ID!) { revokeToken(input: { id: $id }) { token { revokedAt } errors { code } } }',
        { id },
        as,
      );
    expect((await revoke(eve)).data.revokeToken).toEqual({
      token: null,
      errors: [{ code: 'TOKEN_UNKNOWN' }],
    });
    expect((await open.ask('{ viewer { user { handle } } }', {}, { token })).data.viewer.user.handle).toBe(
      'ada',
    );
    expect((await revoke(ada)).data.revokeToken.token.revokedAt).toMatch(/^2026-/);
    expect((await open.ask('{ viewer { user { handle } } }', {}, { token })).status).toBe(401);
  });
});

describe('a node', () => {
  test('is a thing or a user, never a charge, a payout or a token', async () => {
    const { data } = await open.ask('{ user(handle: "ada") { id } }');
    const node = (id: string) =>
      open.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id }, eve);
    expect((await node(data.user.id)).data.node.__typename).toBe('User');
    const { rows } = await open.world.owner.query<{ id: string }>('SELECT id FROM tokens LIMIT 1');
    for (const type of ['Token', 'Charge', 'Payout', 'Viewer', 'Session', 'Month']) {
      const answer = await node(Buffer.from(`${type}:${rows[0]?.id}`).toString('base64'));
      expect(codesOf(answer), type).toEqual(['BAD_USER_INPUT']);
    }
    expect(codesOf(await node('junk'))).toEqual(['BAD_USER_INPUT']);
    expect((await node(Buffer.from(`User:${rows[0]?.id}`).toString('base64'))).data.node).toBeNull();
  });
});

describe('a session', () => {
  test('works from our own pages alone', async () => {
    const ask = async (headers: Record<string, string>) =>
      (
        await open.post(
          '/graphql',
          { query: '{ viewer { email } }' },
          { cookie: ada.cookie ?? '', ...headers },
        )
      ).status;
    expect(await ask({ origin })).toBe(200);
    expect(await ask({})).toBe(200);
    expect(await ask({ origin: 'https://evil.example' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'same-site' })).toBe(403);
  });
});

describe('a request', () => {
  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
  ])('of %s is refused', async (type) => {
    const answer = await open.post('/graphql', 'query=%7Bnow%7D', { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(codesOf((await answer.json()) as Refused)).toEqual(['BAD_USER_INPUT']);
  });

  test('by GET runs no text, whether it reads or writes', async () => {
    const get = (query: string) =>
      open.api.request(`/graphql?query=${encodeURIComponent(query)}`, {
        headers: { accept: 'application/json', cookie: ada.cookie ?? '' },
      });
    expect((await get('{ now }')).status).toBe(400);
    expect((await get('mutation { fundWallet { amount { amount } } }')).status).toBe(400);
  });

  test('has an id, its own where that is well-formed', async () => {
    const given = await open.post('/graphql', { query: '{ nothing }' }, { 'x-request-id': 'mine-1' });
    expect(given.headers.get('x-request-id')).toBe('mine-1');
    const { errors } = (await given.json()) as { errors: { extensions: object }[] };
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', requestId: 'mine-1' });
    const made = await open.post('/graphql', { query: '{ now }' }, { 'x-request-id': 'a b\u00e9' });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('of more than 1 MB is refused', async () => {
    expect((await open.post('/graphql', { query: '{ now }', x: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  test('that meets a fault of ours hides it and logs it', async () => {
    const logged: object[] = [];
    const { log, clock } = open.world.platform;
    Object.assign(open.world.platform, {
      log: Object.assign(log, { error: (facts: object) => logged.push(facts) }),
      clock: { now: () => Promise.reject(new Error('a secret of the database')) },
    });
    const answer = await open.ask('{ now }');
    Object.assign(open.world.platform, { clock });
    expect(codesOf(answer)).toEqual(['INTERNAL']);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({
      requestId: answer.errors?.[0]?.extensions.requestId,
      err: { message: 'a secret of the database' },
    });
  });
});

test('GraphiQL opens in a browser, with the examples and nothing from elsewhere', async () => {
  const page = await open.api.request('/graphql', { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('query ThingByUrl');
  expect(html).not.toMatch(/<script[^>]+src="https?:/);
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('the process and its database say that they are well', async () => {
  expect(await (await open.api.request('/healthz')).json()).toEqual({ ok: true });
  expect((await open.api.request('/readyz')).status).toBe(200);
  expect((await open.api.request('/button.js')).status).toBe(404);
});
