import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instructionsFor, type ProofOf } from './proof.ts';
import { feedProves } from './read-feed.ts';
import { feedOf, linksProve, marksProve, readPage } from './read-page.ts';
import { txtProves, wellKnownProves } from './read-proof.ts';

const rss = (channel: string, item = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
     <title>A</title>${channel}<item><title>B</title>${item}</item></channel></rss>`;

const of: ProofOf = {
  site: 'https://a.example/~ann/',
  nonce: '0123456789abcdef0123456789abcdef',
  handle: 'ann',
  origin: 'https://flattr.example',
};
const textOf = Object.fromEntries(instructionsFor(of).map(({ way, text }) => [way, text]));
const other = { ...of, nonce: 'ffffffffffffffffffffffffffffffff' };
const page = (head: string, body = '') =>
  readPage(`<!doctype html><html><head><title>A</title>${head}</head><body>${body}</body></html>`);

describe('what proves a claim', () => {
  it('is the mark in the head of the page, and no other', () => {
    expect(marksProve(page(textOf.meta ?? ''), of)).toBe(true);
    expect(marksProve(page(textOf.meta ?? ''), other)).toBe(false);
    expect(marksProve(readPage(textOf.meta ?? ''), of)).toBe(true);
    expect(marksProve(page('', textOf.meta), of)).toBe(false);
    for (const hiding of [
      '<!-- X -->',
      '<template>X</template>',
      '<script>X</script>',
      '<noscript>X</noscript>',
    ])
      expect(marksProve(page(hiding.replace('X', textOf.meta ?? '')), of), hiding).toBe(false);
    expect(marksProve(page(`<title>${textOf.meta}</title>`), of)).toBe(false);
  });

  it('is a link to the owner’s page with the nonce, in the head or in the body', () => {
    const link = textOf['rel-me'] ?? '';
    expect(linksProve(page(link), of)).toBe(true);
    expect(linksProve(page('', link.replace('link', 'a').replace('me', 'nofollow ME')), of)).toBe(true);
    expect(linksProve(page(link), other)).toBe(false);
    expect(linksProve(page(link), { ...of, handle: 'ben' })).toBe(false);
    expect(linksProve(page(link.replace('rel="me"', 'rel="home"')), of)).toBe(false);
    expect(linksProve(page('', `<textarea>${link}</textarea><!-- ${link} -->`), of)).toBe(false);
  });

  it('is the channel’s podcast:txt of a feed within the site', () => {
    expect(feedProves(rss(textOf.feed ?? ''), of)).toBe(true);
    expect(feedProves(rss(textOf.feed ?? ''), other)).toBe(false);
    expect(feedProves(rss('', textOf.feed), of)).toBe(false);
    expect(feedProves(rss((textOf.feed ?? '').replace('verify', 'applepodcastsverify')), of)).toBe(false);
    expect(feedProves('<html></html>', of)).toBeUndefined();
    const named = (href: string) =>
      feedOf(page(`<link rel="alternate" type="application/rss+xml" href="${href}">`), of.site);
    expect(named('feed.xml')).toBe('https://a.example/~ann/feed.xml');
    for (const outside of ['/feed.xml', '../~ben/feed.xml', 'https://b.example/~ann/', 'javascript:1'])
      expect(named(outside), outside).toBeUndefined();
  });

  it('is found in a feed as docs/integrate/podcasts.md writes it', () => {
    const guide = readFileSync(new URL('../../../../docs/integrate/podcasts.md', import.meta.url), 'utf8');
    const [, element = '', nonce = ''] = /```xml\n(.*flattr-verify=([0-9a-f]+).*)\n```/.exec(guide) ?? [];
    expect(feedProves(rss(element), { ...of, nonce })).toBe(true);
    expect(feedProves(rss(element), other)).toBe(false);
  });

  it('is a well-known file that names this very site, or a TXT record', () => {
    expect(wellKnownProves(textOf['well-known'] ?? '', of)).toBe(true);
    expect(wellKnownProves(textOf['well-known'] ?? '', other)).toBe(false);
    expect(wellKnownProves(textOf['well-known'] ?? '', { ...of, site: 'https://a.example/' })).toBe(false);
    for (const strange of ['', 'null', '[]', '{}', '{"claims":{}}', '<html>'])
      expect(wellKnownProves(strange, of), strange).toBeUndefined();
    expect(wellKnownProves('{"claims":[null,1,"a",[]]}', of)).toBe(false);
    expect(txtProves([['v=spf1'], ['flattr-', `verify=${of.nonce}`]], of)).toBe(true);
    expect(txtProves([[`x flattr-verify=${of.nonce}`]], of)).toBe(false);
  });

  it('is found in hostile pages in bearable time', () => {
    for (const part of ['<div>', '<', '<a b="', '</x>']) {
      const started = performance.now();
      readPage(part.repeat(1_000_000 / part.length));
      expect(performance.now() - started, part).toBeLessThan(5000);
    }
  });
});
