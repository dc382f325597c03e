import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordEvidence, sharedFolder } from '@flattr/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './address-ranges.ts';
import { canonicalUrl, type UrlTrouble } from './canonical-url.ts';

const urlOf = (input: string): string | null => {
  const result = canonicalUrl(input);
  return result.kind === 'url' ? result.url : null;
};
const codeOf = (input: string): UrlTrouble['code'] | null => {
  const result = canonicalUrl(input);
  return result.kind === 'trouble' ? result.code : null;
};
const often = { numRuns: 2_000 };

describe('one thing, one URL', () => {
  it.each([
    ['white space around it', ' \t\u00a0\ufeffhttps://site.example/a\n', 'https://site.example/a'],
    ['http', 'http://site.example/a', 'https://site.example/a'],
    ['http with a port of its own', 'http://site.example:8080/a', 'http://site.example:8080/a'],
    ['http on the port of https', 'http://site.example:443/', 'http://site.example:443/'],
    ['https on the port of http', 'https://site.example:80/', 'https://site.example:80/'],
    ['default ports', 'http://site.example:80/', 'https://site.example/'],
    ['default port of https', 'https://site.example:0443/', 'https://site.example/'],
    ['no path', 'https://site.example', 'https://site.example/'],
    ['capitals', 'HTTPS://Site.EXAMPLE/Path?Query', 'https://site.example/Path?Query'],
    ['letters beyond ASCII', 'https://Bücher.example/ö', 'https://xn--bcher-kva.example/%C3%B6'],
    ['the root’s dot', 'https://site.example./a', 'https://site.example/a'],
    ['empty credentials', 'https://@site.example/', 'https://site.example/'],
    ['slashes as people type them', 'http:\\\\site.example\\a', 'https://site.example/a'],
    ['dot segments', 'https://site.example/a/./b/../c/%2e%2E/d', 'https://site.example/a/d'],
    ['escapes of plain characters', 'https://site.example/%7euser/%41%2d', 'https://site.example/~user/A-'],
    ['escapes in small letters', 'https://site.example/a%2fb%c3%b6', 'https://site.example/a%2Fb%C3%B6'],
    [
      'raw delimiters',
      'https://site.example/[a|b]?c[]={d}',
      'https://site.example/%5Ba%7Cb%5D?c%5B%5D=%7Bd%7D',
    ],
    ['a stray percent sign', 'https://site.example/100%?%%34%31', 'https://site.example/100%25?%2541'],
    ['an empty query', 'https://site.example/a?', 'https://site.example/a'],
    ['empty parameters', 'https://site.example/?&a=1&&b=2&', 'https://site.example/?a=1&b=2'],
    ['tracking alone', 'https://site.example/?utm_source=x&fbclid=y', 'https://site.example/'],
    ['tracking between', 'https://site.example/?b=2&UTM_Medium=x&a=1&gclid', 'https://site.example/?b=2&a=1'],
    ['escaped tracking', 'https://site.example/?%75tm%5Fid=x&a=1', 'https://site.example/?a=1'],
    ['a place in the page', 'https://site.example/a#comments', 'https://site.example/a'],
    ['a text fragment', 'https://site.example/a#:~:text=b', 'https://site.example/a'],
    ['a hash-bang route', 'https://site.example/#!/a', 'https://site.example/#!/a'],
    ['a hash route', 'https://site.example/#/a?b=%7e|', 'https://site.example/#/a?b=~%7C'],
    ['a place behind a route', 'https://site.example/#/a#b', 'https://site.example/#/a'],
    ['a text fragment behind a route', 'https://site.example/#/a:%7E:text=b', 'https://site.example/#/a'],
    ['the empty routes', 'https://site.example/#!/', 'https://site.example/'],
    ['the empty route', 'https://site.example/#/', 'https://site.example/'],
    ['a public address', 'http://0x08.8.2056/', 'https://8.8.8.8/'],
    ['a public IPv6 address', 'https://[2606:4700:0::1111]/', 'https://[2606:4700::1111]/'],
  ])('settles %s: %j', (_what, input, url) => {
    expect(canonicalUrl(input)).toEqual({ kind: 'url', url });
    expect(canonicalUrl(url)).toEqual({ kind: 'url', url });
  });

  it.each([
    ['a trailing slash', 'https://site.example/a', 'https://site.example/a/'],
    ['www', 'https://site.example/', 'https://www.site.example/'],
    ['a mobile host', 'https://site.example/', 'https://m.site.example/'],
    ['the order of parameters', 'https://site.example/?a=1&b=2', 'https://site.example/?b=2&a=1'],
    ['an equals sign', 'https://site.example/?a', 'https://site.example/?a='],
    ['plus and space', 'https://site.example/?a=b+c', 'https://site.example/?a=b%20c'],
    ['an escaped slash', 'https://site.example/a/b', 'https://site.example/a%2Fb'],
    ['a double slash', 'https://site.example/a/b', 'https://site.example/a//b'],
    ['letter case of a path', 'https://site.example/a', 'https://site.example/A'],
    ['parameters that only look like tracking', 'https://site.example/?ref=a', 'https://site.example/?ref=b'],
    ['a parameter called utm', 'https://site.example/?utm=a', 'https://site.example/?utm=b'],
    ['an index page', 'https://site.example/', 'https://site.example/index.html'],
  ])('keeps things apart by %s', (_what, one, other) => {
    expect(urlOf(one)).toBe(one);
    expect(urlOf(other)).toBe(other);
  });

  it.each([
    ['', 'url-unparsable'],
    ['site.example/a', 'url-unparsable'],
    ['//site.example/a', 'url-unparsable'],
    ['https://', 'url-unparsable'],
    ['https://a..b.example/', 'url-unparsable'],
    ['https://127.0.0.1../', 'url-unparsable'],
    [`https://${'a'.repeat(64)}.example/`, 'url-unparsable'],
    [`https://${'abc.'.repeat(63)}example/`, 'url-unparsable'],
    ['https://"quoted".example/', 'url-unparsable'],
    ['ftp://site.example/', 'url-not-http'],
    ['javascript:alert(1)', 'url-not-http'],
    ['mailto:someone@site.example', 'url-not-http'],
    ['site.example:8080/a', 'url-not-http'],
    ['https://user@site.example/', 'url-with-credentials'],
    ['https://:secret@localhost/', 'url-with-credentials'],
    [`https://site.example/${'a'.repeat(2028)}`, 'url-too-long'],
    [`https://site.example/${'é'.repeat(400)}`, 'url-too-long'],
  ] as const)('refuses %j: %s', (input, code) => {
    expect(codeOf(input)).toBe(code);
  });

  it('takes 2048 characters, and more where what is over is dropped', () => {
    const longest = `https://site.example/${'a'.repeat(2027)}`;
    expect(longest).toHaveLength(2048);
    expect(urlOf(`${longest}?utm_source=${'b'.repeat(5_000)}#c`)).toBe(longest);
    expect(codeOf(`${longest.replace('https', 'http')}a`)).toBe('url-too-long');
  });
});

describe('what only a private network can open', () => {
  it.each(
    [
      'localhost intranet ai localhost. a.localhost printer.local x.internal x.lan x.home.arpa',
      '1.0.0.10.in-addr.arpa x.test x.invalid x.onion x.alt x.corp x.home x.private x.intranet',
      'x.localdomain LOCALHOST x.LOCAL ｌocalhost 127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0x7f.1',
      '127.0.0.1. 127。0。0。1 １２７.0.0.1 %31%32%37.0.0.1 0.0.0.0 0 10.0.0.1 172.16.0.1 172.31.255.255',
      '192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255 192.0.0.170 192.0.2.1 198.51.100.1',
      '203.0.113.1 198.18.0.1 198.19.255.255 192.88.99.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255',
      '4294967295 [::] [::1] [0:0:0:0:0:0:0:1] [fe80::1] [fec0::1] [fc00::1] [fd12:3456::1] [ff02::1]',
      '[2001:db8::1] [3fff::1] [2001:2::1] [2001::1] [2002:7f00:1::] [100::1] [5f00::1] [4000::1]',
      '[::7f00:1] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [::FFFF:a9fe:a9fe]',
      '[::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::a00:1] [64:ff9b:1::8.8.8.8]',
    ].flatMap((line) => line.split(' ')),
  )('refuses %s in http and https, with and without a port (S-14)', (host) => {
    for (const input of [`http://${host}/`, `https://${host}:8443/a?b#c`])
      expect(codeOf(input)).toBe('url-private');
  });

  it.each([
    'site.example',
    'localhost.example',
    'local.site.example',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '[2a00:1450::1]',
    '[::ffff:808:808]',
    '[64:ff9b::808:808]',
  ])('takes %s', (host) => {
    expect(urlOf(`http://${host}/`)).toBe(`https://${host}/`);
  });

  it('judges a resolved address as it judges a written one, and takes nothing else for an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        const host = address.includes(':') ? `[${address}]` : address;
        expect(urlOf(`https://${host}/`) !== null).toBe(isPublicAddress(address));
      }),
      often,
    );
    for (const word of ['', 'site.example', '::g', '8.8.8.8/8', '8', '0010.8.8.8', '::8.8.8.8'])
      expect(isPublicAddress(word)).toBe(false);
    expect(isPublicAddress('fe80::1%eth0')).toBe(false);
  });
});

const names = [
  'utm_source',
  'utm_x',
  'UTM_term',
  'fbclid',
  'gclid',
  'dclid',
  'msclkid',
  'mc_cid',
  'igshid',
  '_ga',
  'ref_src',
];
const tracking = fc
  .tuple(fc.constantFrom(...names), fc.stringMatching(/^(=[a-z0-9%=?+]{0,8})?$/))
  .map((pair) => pair.join(''));
const noise = fc.string({
  unit: fc.constantFrom(
    '%',
    '%2',
    '%7e',
    '%e',
    '/',
    '//',
    '..',
    '.',
    '%2E',
    '?',
    '&',
    '=',
    '#',
    '#!',
    '#/',
    ':~:',
    '\\',
    ' ',
    '|',
    '[',
    'é',
    '\ud800',
    'a',
    '4',
    '1',
  ),
});
const webUrl = fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' });
const noisyUrl = fc.oneof(
  fc.tuple(webUrl, noise).map(([url, more]) => url + more),
  fc
    .tuple(fc.constantFrom('http://a.example', 'HTTPS://B.example.:8080/', ' https://ç.example?'), noise)
    .map((pair) => pair.join('')),
);

describe('properties', () => {
  it('is settled by one pass, and the URL parser agrees with every character', () => {
    fc.assert(
      fc.property(noisyUrl, (input) => {
        const url = urlOf(input);
        if (url === null) return;
        expect(urlOf(url)).toBe(url);
        expect(new URL(url).href).toBe(url);
        expect(url).toMatch(/^https?:\/\/[!-~]{1,2041}$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('never lets tracking parameters, their number or their place make another thing', () => {
    fc.assert(
      fc.property(
        webUrl,
        fc.array(fc.tuple(tracking, fc.nat(9)), { minLength: 1, maxLength: 4 }),
        (input, added) => {
          const url = new URL(input);
          const parameters = url.search.slice(1).split('&');
          for (const [parameter, place] of added) parameters.splice(place, 0, parameter);
          url.search = `?${parameters.join('&')}`;
          expect(canonicalUrl(url.href)).toEqual(canonicalUrl(input));
        },
      ),
      often,
    );
  });

  it('never tells http from https, nor a place in the page from the page', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ validSchemes: ['https'] }),
        fc.stringMatching(/^[a-z0-9-]{0,9}$/),
        (input, place) => {
          expect(canonicalUrl(`${input.replace('https', 'http')}#${place}`)).toEqual(canonicalUrl(input));
        },
      ),
      often,
    );
  });

  it('answers every string, lone surrogates included, and never throws', () => {
    const anyString = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(
        anyString,
        fc.constantFrom('', 'http://', 'https://a.example/', 'https://a.example/#!'),
        (text, start) => {
          const result = canonicalUrl(start + text);
          if (result.kind === 'url') expect(canonicalUrl(result.url)).toEqual(result);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

type ParserCase = {
  readonly input: string;
  readonly base: string | null;
  readonly href?: string;
  readonly failure?: true;
};

// Where the web platform's own tests are not at hand.
const ownSample: readonly ParserCase[] = [
  { input: 'http://site.example\t.\norg', base: null, href: 'http://site.example.org/' },
  { input: '../b?c#d', base: 'http://site.example/x/y/', href: 'http://site.example/x/b?c#d' },
  { input: 'https://x%%34%31.example', base: null, failure: true },
  { input: 'http://[www.site.example]/', base: null, failure: true },
  { input: 'sc://ñ', base: null, href: 'sc://%C3%B1' },
];

function parserCases(): readonly ParserCase[] {
  const file = join(sharedFolder(), 'corpora', 'urltestdata.json');
  if (!existsSync(file)) return ownSample;
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly (string | ParserCase)[];
  return entries.filter((entry) => typeof entry !== 'string');
}

/** What went wrong with one case, or null; a relative reference is resolved first, as a caller does. */
function fault({ input, base, href }: ParserCase): string | null {
  if (href === undefined) return canonicalUrl(input).kind === 'trouble' ? null : 'a failure is accepted';
  const resolved = base === null ? input : new URL(input, base).href;
  const result = canonicalUrl(resolved);
  if (!/^https?:/.test(href)) {
    return result.kind === 'trouble' && result.code === 'url-not-http'
      ? null
      : 'not refused as another scheme';
  }
  if (JSON.stringify(canonicalUrl(href)) !== JSON.stringify(result)) return 'the parsed URL is another thing';
  if (result.kind === 'trouble') return null;
  if (urlOf(result.url) !== result.url) return 'a second pass changes it';
  return new URL(result.url).href === result.url ? null : 'it does not parse to itself';
}

describe('the web platform’s own cases', () => {
  it('canonicalises each URL of the web platform tests once for all and refuses the failures (S-15)', () => {
    const cases = parserCases();
    const faults = cases.flatMap((one) => {
      const what = fault(one);
      return what === null ? [] : [{ what, ...one }];
    });
    recordEvidence({ id: 'S-15', tried: cases.length, failed: faults.length });
    expect(faults).toEqual([]);
    const accepted = cases.filter(({ href }) => href !== undefined && canonicalUrl(href).kind === 'url');
    expect(accepted.length / cases.length).toBeGreaterThan(0.15);
  });
});
