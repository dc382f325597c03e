import { describe, expect, it } from 'vitest';
import { type PagePlace, readPage } from '../../src/site/read-page.ts';
import { builtPage, buttonFor } from './built-page.ts';

const address = 'https://blog.example/bread/';
const body = buttonFor(address);
const read = (page: Parameters<typeof builtPage>[0], place: Partial<PagePlace> = {}) =>
  readPage(builtPage({ body, ...page }), { address, ...place });

describe('a built page with a button for itself', () => {
  it('is the thing that its generator wrote', () => {
    const head = `<meta property="og:type" content="article"><meta name="keywords" content="food, sourdough">`;
    expect(read({ head, lang: 'de' })).toEqual({
      url: address,
      title: 'On bread',
      kind: 'ARTICLE',
      language: 'de',
      tags: ['food', 'sourdough'],
    });
  });

  it('is what its own words say before all others', () => {
    const head = `<meta name="flattr:title" content="Bread &amp; salt"><meta name="flattr:kind" content="audio">
      <meta name="flattr:language" content="fr"><meta name="flattr:tags" content="a,b"><meta property="og:title" content="Other">
      <meta property="og:type" content="video.movie"><meta name="keywords" content="c">`;
    expect(read({ head })).toMatchObject({
      title: 'Bread & salt',
      kind: 'AUDIO',
      language: 'fr',
      tags: ['a', 'b'],
    });
  });

  it('is what its button says before what its generator wrote', () => {
    const own = `<flattr-button url="${address}" title="A song" kind="AUDIO" tags="folk,live" lang="sv"></flattr-button>`;
    const head = '<meta property="og:title" content="Other"><meta property="og:type" content="article">';
    expect(read({ body: own, head })).toMatchObject({
      title: 'A song',
      kind: 'AUDIO',
      language: 'sv',
      tags: ['folk', 'live'],
    });
  });

  it.each([
    ['music.song', 'AUDIO'],
    ['video.episode', 'VIDEO'],
    ['profile', 'PERSON'],
    ['website', 'ARTICLE'],
    ['article', 'ARTICLE'],
    ['constructor', 'ARTICLE'],
  ])('is of the kind that og:type says: %s', (type, kind) => {
    expect(read({ head: `<meta property="og:type" content="${type}">` })?.kind).toBe(kind);
  });

  it('has its title without what every title of the site ends with', () => {
    const title = 'On bread – A blog';
    expect(read({ title }, { titleEnd: ' – A blog' })?.title).toBe('On bread');
    expect(read({ title: 'A blog' }, { titleEnd: ' – A blog' })?.title).toBe('A blog');
  });

  it('has the tags that an instance takes: at most twenty, none longer than fifty characters', () => {
    const tags = [...Array.from({ length: 30 }, (_, index) => `tag ${index}`), ''];
    const head = `<meta name="keywords" content="${['x'.repeat(51), 'tag 0', ...tags].join(', ')}">`;
    expect(read({ head })?.tags).toEqual(tags.slice(0, 20));
  });

  it('reads the names and the numbers of characters, and leaves other names as they stand', () => {
    const title = 'Bread &amp; salt &#8211; &#x201C;fresh&rdquo; &constructor; &#x110000;';
    expect(read({ title })?.title).toBe('Bread & salt – “fresh” &constructor; &#x110000;');
  });

  it('collects article:tag, which stands once for each', () => {
    const head = '<meta property="article:tag" content="a"><meta property="article:tag" content="b">';
    expect(read({ head })?.tags).toEqual(['a', 'b']);
  });

  it('is read from minified HTML as well', () => {
    const html = `<!doctype html><html lang=en><title>On bread</title><meta content="On bread: a story" property=og:title>
<link rel=canonical href=https://blog.example/bread/ ><body><flattr-button url=https://blog.example/bread/></flattr-button>`;
    expect(readPage(html, { address: 'https://elsewhere.example/' })).toMatchObject({
      url: address,
      title: 'On bread: a story',
      language: 'en',
    });
  });

  it.each(['https://blog.example/bread', 'https://blog.example/bread/index.html', '/bread/#top', ''])(
    'is itself however its button spells it: "%s"',
    (url) => {
      expect(read({ body: `<flattr-button url="${url}"></flattr-button>` })).not.toBeNull();
    },
  );

  it('is read where its canonical link says', () => {
    const head = '<link rel="canonical" href="https://canonical.example/bread">';
    const own = '<flattr-button></flattr-button>';
    expect(read({ head, body: own })?.url).toBe('https://canonical.example/bread');
  });
});

describe('a page that is no thing', () => {
  it.each([
    ['has no button', ''],
    ['has buttons for other pages alone', buttonFor('https://blog.example/trains/')],
    ['has a button for another query', buttonFor('https://blog.example/bread/?page=2')],
    ['shows a button in a comment', `<!-- ${body} -->`],
    ['shows a button in a script', `<script>"${'<flattr-button></flattr-button>'}"</script>`],
    ['shows a button as code', '<code>&lt;flattr-button&gt;&lt;/flattr-button&gt;</code>'],
    ['holds a button in a template', `<template>${body}</template>`],
  ])('%s', (_name, without) => {
    expect(read({ body: without })).toBeNull();
  });

  it('says that it is not to be registered', () => {
    expect(read({ head: '<meta name="flattr:register" content="no">' })).toBeNull();
  });
});
