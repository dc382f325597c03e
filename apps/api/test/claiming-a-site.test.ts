import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let ann: As;
let ben: As;

beforeAll(async () => {
  // Nothing answers: what a look finds is told of claims in the worker's tests.
  const silent = { outcome: 'refused', why: 'unreachable' } as const;
  open = await openApi({ fetcher: { fetchText: async () => silent, resolveTxt: async () => silent } });
  ann = await open.joins('ann');
  ben = await open.joins('ben');
});
afterAll(() => open.close());

const fields = `id site state startedAt waitsUntil stoodAt checkedAt seenAt missingSince
  hostNotice { unicode looksLike mixedScripts } instructions { way place text } findings { way place outcome instead }`;

const start = async (site: string, as = ann) => {
  const { data } = await open.ask(
    `mutation ($site: String!) { startClaim(input: { site: $site }) { claim { ${fields} } errors { code path } } }`,
    { site },
    as,
  );
  return data.startClaim;
};

const verb = async (name: 'check' | 'withdraw', claim: string, as = ann) => {
  const { data } = await open.ask(
    `mutation ($claim: ID!) { answer: ${name}Claim(input: { claim: $claim }) { claim { ${fields} } errors { code path } } }`,
    { claim },
    as,
  );
  return data.answer;
};

const mine = async (as: As, id: string) => {
  const { data } = await open.ask(
    `query ($id: ID!) { viewer { claim(id: $id) { id state } claims { totalCount nodes { id } } sites { totalCount } } }`,
    { id },
    as,
  );
  return data.viewer;
};

describe('claiming a site by the API', () => {
  test('gives the instruction of each way with the one nonce, and the same claim again', async () => {
    const { claim, errors } = await start('http://Ann.example');
    expect(errors).toEqual([]);
    expect(claim).toMatchObject({
      site: 'https://ann.example/',
      state: 'OPEN',
      findings: [],
      hostNotice: null,
    });
    const [, nonce] = /flattr-verify=([0-9a-f]{32})/.exec(claim.instructions[1].text) ?? [];
    expect(claim.instructions).toEqual([
      {
        way: 'WELL_KNOWN',
        place: 'https://ann.example/.well-known/flattr.json',
        text: JSON.stringify(
          { claims: [{ site: 'https://ann.example/', handle: 'ann', nonce }] },
          undefined,
          2,
        ),
      },
      {
        way: 'META',
        place: 'https://ann.example/',
        text: `<meta name="flattr:id" content="ann flattr-verify=${nonce}">`,
      },
      {
        way: 'REL_ME',
        place: 'https://ann.example/',
        text: `<link rel="me" href="http://localhost:4000/u/ann#flattr-verify=${nonce}">`,
      },
      { way: 'DNS', place: '_flattr-challenge.ann.example', text: `flattr-verify=${nonce}` },
      {
        way: 'FEED',
        place: 'https://ann.example/',
        text: `<podcast:txt purpose="verify">flattr-verify=${nonce}</podcast:txt>`,
      },
      {
        way: 'HANDSHAKE',
        place: 'https://ann.example/wp-json/flattr/v1/verify',
        text: `flattr-verify=${nonce}`,
      },
    ]);
    expect((await start('https://ann.example/')).claim.id).toBe(claim.id);
  });

  test.each([
    ['https://github.io/', 'PUBLIC_SUFFIX'],
    ['https://example.com/?a', 'SITE_MALFORMED'],
    ['http://192.168.0.1/', 'URL_PRIVATE'],
    ['ftp://example.com/', 'URL_NOT_HTTP'],
    ['nowhere', 'URL_UNPARSABLE'],
  ])('refuses %s with %s at its field', async (site, code) => {
    const before = await open.rows();
    expect(await start(site)).toEqual({ claim: null, errors: [{ code, path: ['site'] }] });
    expect(await open.rows()).toEqual(before);
  });

  test('says what a look found, and looks no second time at once', async () => {
    const { claim } = await start('https://look.example/');
    const looked = await verb('check', claim.id);
    expect(looked.errors).toEqual([]);
    expect(looked.claim).toMatchObject({ state: 'OPEN', seenAt: null });
    expect(looked.claim.findings.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...['UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE', 'NO_FEED_NAMED', 'UNREACHABLE'],
    ]);
    expect((await verb('check', claim.id)).errors).toEqual([{ code: 'CHECKED_JUST_NOW', path: ['claim'] }]);
  });

  test('shows and obeys its user alone', async () => {
    const { claim } = await start('https://mine.example/');
    expect(await mine(ben, claim.id)).toEqual({
      claim: null,
      claims: { totalCount: 0, nodes: [] },
      sites: { totalCount: 0 },
    });
    for (const name of ['check', 'withdraw'] as const)
      for (const id of [claim.id, 'nothing'])
        expect((await verb(name, id, ben)).errors).toEqual([{ code: 'CLAIM_UNKNOWN', path: ['claim'] }]);
    expect((await verb('withdraw', claim.id)).claim.state).toBe('WITHDRAWN');
    expect((await verb('check', claim.id)).errors).toEqual([{ code: 'CLAIM_WITHDRAWN', path: ['claim'] }]);
    const { claims, claim: withdrawn } = await mine(ann, claim.id);
    expect(withdrawn.state).toBe('WITHDRAWN');
    expect(claims.nodes.map(({ id }: { id: string }) => id)).not.toContain(claim.id);
  });
});
