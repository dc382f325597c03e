import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FetchedText, Fetcher } from '../ports.ts';
import { handshakeProof, handshakeProves, handshakeUrls } from './handshake.ts';
import { lookForProof } from './look-for-proof.ts';

const hex = (digits: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: digits,
    maxLength: digits,
  });
const site = fc
  .tuple(fc.constantFrom('ann', 'ben', 'xn--caf-dma'), fc.constantFrom('', '~ann/', 'blog/en/'))
  .map(([host, path]) => `https://${host}.example/${path}`);
const claim = fc.record({ site, nonce: hex(32) });
const of = ({ site, nonce }: { site: string; nonce: string }) => ({
  site,
  nonce,
  handle: 'ann',
  origin: 'https://flattr.example',
});
const told = (...answers: readonly unknown[]) => JSON.stringify({ answers });

test('the proof of a claim and a challenge is the same everywhere', () => {
  const nonce = '0123456789abcdef0123456789abcdef';
  const challenge = '00'.repeat(32);
  const proof = 'fda587db462dc4385dd96b6ebfd273a143f7e817ff19e25065e6926f766179de';
  expect(handshakeProof({ site: 'https://example.com/~ann/', nonce }, challenge)).toBe(proof);
});

describe('an answer to a challenge', () => {
  test('proves the claim that it answers for, among those of others', () =>
    fc.assert(
      fc.property(claim, hex(64), fc.array(fc.jsonValue()), (one, challenge, others) => {
        const { site, nonce } = one;
        const proof = createHmac('sha256', nonce)
          .update(`flattr-handshake\n${site}\n${challenge}`)
          .digest('hex');
        expect(handshakeProves(told(...others, { site, proof }, ...others), of(one), challenge)).toBe(true);
      }),
    ));

  test('proves nothing for another nonce, site or challenge', () =>
    fc.assert(
      fc.property(claim, claim, hex(64), hex(64), (mine, other, challenge, stale) => {
        fc.pre(mine.site !== other.site && mine.nonce !== other.nonce && challenge !== stale);
        const wrong = [
          handshakeProof({ site: mine.site, nonce: other.nonce }, challenge),
          handshakeProof({ site: other.site, nonce: mine.nonce }, challenge),
          handshakeProof(mine, stale),
          handshakeProof(mine, challenge).slice(0, -1),
          handshakeProof(mine, challenge).toUpperCase(),
          challenge,
          mine.nonce,
        ].map((proof) => ({ site: mine.site, proof }));
        const elsewhere = { site: other.site, proof: handshakeProof(mine, challenge) };
        expect(handshakeProves(told(...wrong, elsewhere), of(mine), challenge)).toBe(false);
      }),
    ));

  test('is no answer in any other form, and never an error', () =>
    fc.assert(
      fc.property(claim, hex(64), fc.oneof(fc.json(), fc.string()), (one, challenge, text) => {
        expect(handshakeProves(text, of(one), challenge)).not.toBe(true);
      }),
    ));

  test.each(['', '[]', '"x"', 'null', '{}', '{"answers": {}}', '<html>'])('is none: %s', (text) => {
    const one = of({ site: 'https://ann.example/', nonce: 'a' });
    expect(handshakeProves(text, one, 'b')).toBeUndefined();
  });
});

describe('a look', () => {
  const ann = of({ site: 'https://ann.example/', nonce: 'ab'.repeat(16) });
  const challenge = 'cd'.repeat(32);
  const [pretty, plain] = handshakeUrls(ann.site, challenge);
  const json = { outcome: 'answered', status: 200, url: '', contentType: 'application/json' } as const;
  const proof = handshakeProof(ann, challenge);
  const right: FetchedText = { ...json, text: told({ site: ann.site, proof }) };
  const wrong: FetchedText = { ...json, text: told() };
  const page: FetchedText = { ...json, contentType: 'text/html', text: '<p>hello' };
  const none: FetchedText = { ...page, status: 404 };

  const look = async (answers: Readonly<Record<string, FetchedText>>) => {
    const asked: string[] = [];
    const fetcher: Fetcher = {
      fetchText: async (url) => {
        if (url.includes('challenge')) asked.push(url);
        return answers[url] ?? none;
      },
      resolveTxt: async () => ({ outcome: 'answered', records: [] }),
    };
    const findings = await lookForProof(fetcher, ann, challenge);
    return { asked, finding: findings.find(({ way }) => way === 'handshake') };
  };

  test('asks at the two fixed places', () => {
    expect([pretty, plain]).toEqual([
      `https://ann.example/wp-json/flattr/v1/verify?challenge=${challenge}`,
      `https://ann.example/?rest_route=/flattr/v1/verify&challenge=${challenge}`,
    ]);
  });

  test('is content with the first that answers in JSON, whatever it says', async () => {
    const { asked, finding } = await look({ [pretty]: wrong, [plain]: right });
    expect(asked).toEqual([pretty]);
    expect(finding).toEqual({
      way: 'handshake',
      place: 'https://ann.example/wp-json/flattr/v1/verify',
      outcome: 'not-there',
    });
  });

  test.each<[string, FetchedText]>([
    ['nothing', none],
    ['a page', page],
    ['a page called JSON', { ...page, contentType: 'application/json' }],
    ['JSON called a page', { ...right, contentType: 'text/html' }],
    ['a redirect', { ...right, status: 301, location: 'https://evil.example/' }],
    ['no connection', { outcome: 'refused', why: 'unreachable' }],
  ])('asks the second where the first answers with %s', async (_what, first) => {
    const { asked, finding } = await look({ [pretty]: first, [plain]: right });
    expect(asked).toEqual([pretty, plain]);
    expect(finding?.outcome).toBe('found');
    expect(finding?.place).toBe('https://ann.example/?rest_route=/flattr/v1/verify');
    expect((await look({ [pretty]: first })).finding?.outcome).not.toBe('found');
  });

  test('tells of the first place where neither answers', async () => {
    const away: FetchedText = { ...page, status: 301, location: '/elsewhere' };
    expect((await look({ [pretty]: away, [plain]: page })).finding).toEqual({
      way: 'handshake',
      place: 'https://ann.example/wp-json/flattr/v1/verify',
      outcome: 'redirected',
      instead: '/elsewhere',
    });
  });
});
