import { describe, expect, it } from 'vitest';
import {
  type LegacyAnchor,
  type LegacyPage,
  readAnchor,
  readAutoSubmit,
  readDocument,
  readFrame,
  readGlobals,
  readOptions,
  readOtherLink,
  readOwner,
  readPaymentLinks,
} from './index.ts';

const page = 'https://blog.example/posts/bread?p=1#top';
const anchor = (attributes: LegacyAnchor['attributes'], content = '', around: LegacyPage = {}) =>
  readAnchor({ attributes: { class: 'FlattrButton', ...attributes }, content }, { page, ...around });

describe('an anchor', () => {
  it('is a thing by its own attributes', () => {
    const attributes = { href: '../bread', title: ' On  bread ', lang: 'de_DE' };
    expect(anchor(attributes, 'Flour &amp; water,<br/>\n and <b>time</b>')).toMatchObject({
      url: 'https://blog.example/bread',
      title: 'On bread',
      language: 'de-DE',
      description: 'Flour & water,\nand time',
      tags: [],
      hidden: false,
    });
  });

  it('takes rev before rel before data, and merges none of them', () => {
    const rev = 'flattr;uid:ann;category:text;tags:food, bread,,food;button:compact;hidden:1;popout:0;';
    const rel = 'flattr;uid:ben;language:sv_SE';
    const data = { 'data-flattr-uid': 'cyd', 'data-flattr-title': 'From data' };
    const href = 'https://a.example/';
    expect(anchor({ href, rev, rel, ...data })).toEqual({
      url: href,
      kind: 'ARTICLE',
      tags: ['food', 'bread'],
      userHint: 'ann',
      hidden: true,
      button: 'compact',
      popout: false,
    });
    expect(anchor({ href, rev: 'nofollow', rel, ...data })).toMatchObject({
      userHint: 'ben',
      language: 'sv-SE',
    });
    expect(anchor({ href, rel: 'nofollow', ...data })).toMatchObject({ userHint: 'cyd', title: 'From data' });
    expect(anchor({ href, rev: 'flattr', ...data })?.userHint).toBeUndefined();
  });

  it('may say anything but a key it does not know in rev, a colon included', () => {
    expect(
      anchor({
        href: '/x',
        rev: 'flattr; url : https://b.example/a:b ;title:A: b;shade:pink;revsharekey:k;alone',
      }),
    ).toEqual({ url: 'https://b.example/a:b', title: 'A: b', tags: [], hidden: false });
  });

  it('has the loader’s values for defaults and its prefix for data attributes', () => {
    const defaults = { uid: 'ann', category: 'audio', language: 'fr_FR', button: 'compact' };
    const around = { defaults, prefix: 'data-my' };
    expect(anchor({ href: '/x', 'data-my-uid': 'ben', 'data-flattr-title': 'No' }, '', around)).toMatchObject(
      {
        userHint: 'ben',
        kind: 'AUDIO',
        language: 'fr-FR',
        button: 'compact',
        title: undefined,
      },
    );
  });

  it.each(['javascript:alert(1)', 'mailto:a@b.example', 'http://'])('is none to %s', (href) => {
    expect(anchor({ href })).toBeUndefined();
  });
});

describe('a script', () => {
  it('gives the options of render, and the page where they name no address', () => {
    const options = { uid: 'ann', title: 'Bread', description: '<i>Flour</i>', hidden: 1, colour: 'red' };
    expect(readOptions(options, page)).toMatchObject({
      url: page,
      title: 'Bread',
      description: 'Flour',
      userHint: 'ann',
      hidden: true,
    });
    expect(readOptions({})).toBeUndefined();
  });

  it('sets the globals of 2010', () => {
    const globals = {
      flattr_uid: 1171,
      flattr_url: 'http://poems.example/1',
      flattr_tle: 'A poem',
      flattr_dsc: 'Of rain',
      flattr_cat: 'text',
      flattr_lng: 'en_GB',
      flattr_tag: 'poetry,rain',
      flattr_btn: 'compact',
      flattr_hide: true,
    };
    expect(readGlobals(globals, page)).toEqual({
      url: 'http://poems.example/1',
      title: 'A poem',
      description: 'Of rain',
      kind: 'ARTICLE',
      language: 'en-GB',
      tags: ['poetry', 'rain'],
      userHint: '1171',
      hidden: true,
      button: 'compact',
    });
  });
});

describe('an auto-submit link', () => {
  const ours = 'https://flattr.com/submit/auto';
  it.each([
    [
      'encoded',
      `${ours}?user_id=ann&url=https%3A%2F%2Fa.example%2F%3Fp%3D1&title=C%2B%2B+%26+rust&tags=a,b&hidden=1`,
    ],
    [
      'http and with a slash',
      'http://flattr.com/submit/auto/?user_id=ann&url=https%3A%2F%2Fa.example%2F%3Fp%3D1&title=C%2B%2B%20%26%20rust&tags=a%2Cb&hidden=1',
    ],
    [
      'of the api host',
      '//api.flattr.com/submit/auto/?uid=ann&url=https%3A%2F%2Fa.example%2F%3Fp%3D1&title=C%2B%2B+%26+rust&tags=a,b&hidden=1&popout=',
    ],
    [
      'with fid and empty parameters',
      `${ours}?fid=ann&language=&category=&description=&url=https://a.example/?p=1&title=C%2B%2B+%26+rust&tags=a,b&hidden=1`,
    ],
    ['with owner', `${ours}?owner=ann&url=https://a.example/?p=1&title=C%2B%2B+%26+rust&tags=a,b&hidden=1`],
    [
      'as XML has it',
      `${ours}?user_id=ann&amp;url=https%3A%2F%2Fa.example%2F%3Fp%3D1&amp;title=C%2B%2B+%26+rust&amp;tags=a,b&amp;hidden=1`,
    ],
    [
      'as WordPress had it',
      `${ours}?user_id=ann&#038;url=https%3A%2F%2Fa.example%2F%3Fp%3D1&#038;title=C%2B%2B+%26+rust&#038;tags=a,b&#038;hidden=1`,
    ],
    [
      'as XML has it twice',
      `${ours}?user_id=ann&amp;amp;url=https%3A%2F%2Fa.example%2F%3Fp%3D1&amp;amp;title=C%2B%2B+%26+rust&amp;amp;tags=a,b&amp;amp;hidden=1`,
    ],
  ])('says the same: %s', (_name, href) => {
    expect(readAutoSubmit(href)).toEqual({
      url: 'https://a.example/?p=1',
      title: 'C++ & rust',
      tags: ['a', 'b'],
      userHint: 'ann',
      hidden: true,
    });
  });

  it('keeps the query of an address that was not encoded', () => {
    const thing = readAutoSubmit(`${ours}?user_id=ann&url=http://a.example/?id=7&view=full&x&title=T&y=2#c`);
    expect(thing).toMatchObject({ url: 'http://a.example/?id=7&view=full&x', title: 'T' });
  });

  it.each([
    'https://flattr.com/submit/manual?url=https://a.example/',
    'https://pay.example/submit/auto?url=https://a.example/',
    'https://notflattr.com/submit/auto?url=https://a.example/',
    'https://flattr.com.evil.example/submit/auto?url=https://a.example/',
    'https://flattr.com/submit/auto',
    'https://flattr.com/submit/auto?url=javascript:alert(1)',
    'not a link',
    '',
  ])('is none: %s', (href) => {
    expect(readAutoSubmit(href)).toBeUndefined();
  });

  it('may be an instance’s own', () => {
    const instance = 'https://flattr.example';
    expect(readAutoSubmit(`${instance}/submit/auto?url=https://a.example/`, instance)?.url).toBe(
      'https://a.example/',
    );
  });

  it('is read though it was encoded badly', () => {
    const thing = readAutoSubmit(`${ours}?url=https://a.example/&title=100%25+of+f%FCnf+%C3%BC+%`);
    expect(thing?.title).toBe('100% of f%FCnf ü %');
  });
});

it('reads of payment links those that are ours, each thing once', () => {
  const auto = (path: string) =>
    `https://flattr.com/submit/auto?user_id=ann&url=https%3A%2F%2Fa.example%2F${path}`;
  const links = [
    { rel: 'payment', href: auto('1'), type: 'text/html', title: 'Flattr this!' },
    { rel: 'nofollow  Payment', href: auto('2&amp;popout=1') },
    { rel: 'payment', href: 'https://pay.example/me' },
    { rel: 'alternate', href: auto('3') },
    { rel: 'payments', href: auto('4') },
    { rel: null, href: null },
    { rel: 'payment', href: auto('1') },
  ];
  expect(readPaymentLinks(links).map(({ url }) => url)).toEqual([
    'https://a.example/1',
    'https://a.example/2',
  ]);
});

it('reads frames, the page where they name none', () => {
  const url = encodeURIComponent(page);
  expect(readFrame(`//api.flattr.com/button/view/?uid=ann&url=${url}&button=compact&`)).toMatchObject({
    url: page,
    userHint: 'ann',
    button: 'compact',
    shows: 'button',
  });
  expect(readFrame(`https://button.flattr.com/view/?fid=kx1rex&url=${url}`)?.userHint).toBe('kx1rex');
  expect(readFrame('http://api.flattr.com/button/popout/?uid=ann', page)).toMatchObject({
    url: page,
    shows: 'popout',
  });
  for (const src of [
    'https://api.flattr.com/button/view/',
    'https://pay.example/button/view/?url=https://a.example',
    '',
  ])
    expect(readFrame(src)).toBeUndefined();
});

it.each([
  ['http://flattr.com/thing/1214915/On-bread', { page: 'thing', id: '1214915', slug: 'On-bread' }],
  ['https://flattr.com/thing/7/', { page: 'thing', id: '7' }],
  ['https://flattr.com/profile/der_michael', { page: 'user', userHint: 'der_michael' }],
  ['https://flattr.com/@ann', { page: 'user', userHint: 'ann' }],
  ['https://flattr.com/donation/give/to/ann/', { page: 'donation', userHint: 'ann' }],
  ['https://flattr.com/thing/x', undefined],
  ['https://other.example/@ann', undefined],
  ['', undefined],
])('knows the pages of the first Flattr: %s', (href, expected) => {
  expect(readOtherLink(href)).toEqual(expected);
});

it('finds whom a page names as its owner', () => {
  expect(
    readOwner([
      { name: 'author', content: 'x' },
      { name: 'Flattr:ID', content: ' kx1rex ' },
    ]),
  ).toBe('kx1rex');
  expect(readOwner([{ name: 'flattr:id', content: '' }, { name: null }])).toBeUndefined();
});

it('reads a whole page, each thing once and in its order', () => {
  const element = (localName: string, attributes: Record<string, string>, innerHTML = '') => ({
    localName,
    innerHTML,
    getAttribute: (name: string) => attributes[name] ?? null,
    getAttributeNames: () => Object.keys(attributes),
  });
  const auto = (path: string) => `https://flattr.com/submit/auto?user_id=ann&url=https://a.example/${path}`;
  const elements = [
    element('meta', { name: 'flattr:id', content: 'kx1rex' }),
    element('link', { rel: 'payment', href: auto('head') }),
    element('link', { rel: 'stylesheet', href: auto('sheet') }),
    element('a', { class: 'x FlattrButton', href: '/anchor', rev: 'flattr;uid:ann' }, 'A <b>button</b>'),
    element('a', { href: auto('link') }),
    element('a', { href: 'https://other.example/' }),
    element('iframe', { src: '//button.flattr.com/view/?fid=kx1rex' }),
    element('a', { href: auto('head') }),
  ];
  const { things, ownerHint } = readDocument({ querySelectorAll: () => elements }, { page });
  expect(ownerHint).toBe('kx1rex');
  expect(things.map(({ url }) => url)).toEqual([
    'https://a.example/head',
    'https://blog.example/anchor',
    'https://a.example/link',
    page,
  ]);
  expect(things[1]).toMatchObject({ description: 'A button', userHint: 'ann' });
});
