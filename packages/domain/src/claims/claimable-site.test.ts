import { recordEvidence } from '@flattr/evidence';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { claimableSite, sitesOverlap } from './claimable-site.ts';
import { hostNotice } from './host-notice.ts';

let tried = 0;
let failed = 0;
const same = (actual: unknown, expected: unknown, what: string) => {
  tried += 1;
  try {
    expect(actual, what).toEqual(expected);
  } catch (error) {
    failed += 1;
    throw error;
  }
};
afterAll(() => recordEvidence({ id: 'S-16', tried, failed }));

const claim = (address: string): string => {
  const site = claimableSite(address);
  return site instanceof Refusal ? site.code : site.url;
};

describe('a claim is to one person’s own site (S-16)', () => {
  it('is refused on names under which others have theirs', () => {
    const suffixes = [
      ...['com.', 'co.uk', 'github.io', 'gov.uk', 'blogspot.com', 'herokuapp.com', 'web.app', 'pages.dev'],
      ...['netlify.app', 'vercel.app', 'gitlab.io', 'ac.jp', 'com.au', 's3.amazonaws.com', 'myshopify.com'],
      ...['xn--55qx5d.cn', '公司.cn', 'GITHUB.IO', 'github.io.', 'city.kawasaki.jp', 'a.ck'],
    ];
    const expected: Record<string, string> = {
      'com.': 'url-private',
      'city.kawasaki.jp': 'https://city.kawasaki.jp/',
    };
    for (const suffix of suffixes)
      same(claim(`https://${suffix}/`), expected[suffix] ?? 'public-suffix', suffix);
    for (const suffix of ['github.io', 'co.uk'])
      same(claim(`https://${suffix}/~ann/`), 'public-suffix', `a folder of ${suffix}`);
  });

  it('is to the exact origin or folder that its address names', () => {
    const sites: Record<string, string> = {
      'https://ann.github.io': 'https://ann.github.io/',
      'http://ann.github.io/': 'https://ann.github.io/',
      'https://example.com/~ann': 'https://example.com/~ann/',
      'https://example.com/%7Eann/': 'https://example.com/~ann/',
      'https://EXAMPLE.com./a/../~ann/': 'https://example.com/~ann/',
      'https://example.com:8443/': 'https://example.com:8443/',
      'http://93.184.215.14/': 'https://93.184.215.14/',
      'https://example.com/?ann': 'site-malformed',
      'https://example.com/#/ann': 'site-malformed',
      'https://ann:b@example.com/': 'url-with-credentials',
      'http://127.0.0.1/': 'url-private',
      'http://localhost:4000/': 'url-private',
      'ftp://example.com/': 'url-not-http',
      'not an address': 'url-unparsable',
    };
    for (const [address, expected] of Object.entries(sites)) same(claim(address), expected, address);
  });

  it('has rivals in its own folders and in what it lies in, and nowhere else', () => {
    const overlaps: [string, string, boolean][] = [
      ['https://a.example/', 'https://a.example/', true],
      ['https://a.example/', 'https://a.example/~ann/', true],
      ['https://a.example/~ann/', 'https://a.example/', true],
      ['https://a.example/~ann/', 'https://a.example/~anna/', false],
      ['https://a.example/', 'https://b.a.example/', false],
      ['https://a.example/', 'https://a.example:8443/', false],
      ['https://a.example/', 'https://a.example.org/', false],
    ];
    for (const [one, other, expected] of overlaps)
      same(sitesOverlap(one, other), expected, `${one} ${other}`);
  });

  it('is shown in punycode with a warning where its name looks like another', () => {
    const notices: Record<string, [string | null, boolean]> = {
      'аррӏе.com': ['apple.com', false],
      'pаypal.com': ['paypal.com', true],
      'ехаmple.org': ['example.org', true],
      'οnlinе.example': ['online.example', true],
      'bücher.example': ['bucher.example', false],
      '日本語のa.jp': [null, false],
      'правда.com': [null, false],
      'ελλάδα.gr': [null, false],
      'раskal.com': ['paskal.com', true],
      '한국a어.kr': [null, false],
      'аあ.jp': [null, true],
    };
    for (const [name, [looksLike, mixedScripts]] of Object.entries(notices)) {
      const site = claimableSite(`https://${name}/`);
      if (site instanceof Refusal) throw site;
      same(/^[\x21-\x7e]+$/.test(site.url), true, `${name} in punycode`);
      const { looksLike: like, mixedScripts: mixed } = hostNotice(site.host) ?? {};
      same({ like, mixed }, { like: looksLike, mixed: mixedScripts }, name);
    }
    same(hostNotice('example.com'), null, 'plain');
  });
});
