import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleOf, sharedFolder } from '@flattr/evidence';
import fc from 'fast-check';
import { parseFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { readFeedBytes } from './feed-bytes.ts';
import { type RewrittenFeed, rewriteFeed } from './rewrite-feed.ts';
import { anyFeed, atomSample, podcastSample, rssSample } from './sample-feeds.ts';

const server = 'https://flattr.example';
const recipients = [
  { handle: 'ada', shares: 60 },
  { handle: 'ben', shares: 40 },
];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const rewrite = (text: string, more: object = {}) =>
  rewriteFeed(bytesOf(text), { server, recipients, ...more });
const rewritten = (text: string, more: object = {}) => textOf(rewrite(text, more).bytes);

/** The bytes without what was inserted, for a feed in which nothing of ours stood before. */
const withoutInserted = ({ bytes, edits }: RewrittenFeed): Uint8Array => {
  const { units, write } = readFeedBytes(bytes);
  return write(
    edits.reduce((text, { at, insert }) => text.slice(0, at) + text.slice(at + insert.length), units),
  );
};

describe('a feed that is rewritten', () => {
  it('says where it and each entry are paid, in its own indentation', () => {
    const text = rewritten(podcastSample);
    expect(text).toContain(
      `    <link>https://noor.example/show/</link>\n    <atom:link rel="payment" href="${server}/flattr?url=https%3A%2F%2Fnoor.example%2Fshow%2F" type="text/html" title="Flattr this"/>`,
    );
    expect(text).toContain(
      `<podcast:funding url="${server}/flattr?url=https%3A%2F%2Fnoor.example%2Fshow%2F1">Flattr this episode</podcast:funding>`,
    );
    expect(text).toContain('      <podcast:valueRecipient name="flattr:ada" type="handle"');
    expect(text.match(/xmlns:podcast=/g)).toHaveLength(1);
    expect(parseFeed(text)).toMatchObject({
      format: 'rss',
      feed: {
        podcast: {
          values: [{ type: 'flattr', valueRecipients: [{ customValue: 'ada', split: 60 }, { split: 40 }] }],
        },
        items: [{ atom: { links: [{ rel: 'payment' }] } }, { atom: { links: [{ rel: 'payment' }] } }],
      },
    });
  });

  it('keeps every byte that is not its own, and parses to the same content', () => {
    const count = scaleOf({ quick: 40, ci: 1000, full: 10_000 });
    fc.assert(
      fc.property(anyFeed, fc.boolean(), (bytes, paysBoth) => {
        const once = rewriteFeed(bytes, { server, ...(paysBoth && { recipients }) });
        expect(once.edits.length).toBeGreaterThan(0);
        expect(Buffer.compare(withoutInserted(once), bytes)).toBe(0);
        const twice = rewriteFeed(once.bytes, { server, ...(paysBoth && { recipients }) });
        expect(twice.edits).toEqual([]);
        expect(twice.bytes).toBe(once.bytes);
      }),
      { numRuns: count },
    );
  });

  it('brings its own up to date and leaves those of others', () => {
    const first = rewritten(podcastSample);
    const moved = first.replaceAll('https://noor.example/show/1<', 'https://noor.example/first<');
    const again = rewrite(moved);
    expect(again.edits.map(({ how, what }) => `${how} ${what}`)).toEqual([
      'updated payment',
      'updated funding',
    ]);
    const other = rewrite(first, { recipients: [{ handle: 'ada', shares: 1 }] });
    expect(other.edits.map(({ how, what }) => `${how} ${what}`)).toEqual(['updated value']);
    const elsewhere = rewrite(first, { server: 'https://other.example' });
    expect(elsewhere.edits.filter(({ what }) => what === 'payment').every(({ how }) => how === 'added')).toBe(
      true,
    );
    expect(textOf(elsewhere.bytes)).toContain(`href="${server}/flattr?`);
  });

  it('keeps one of its own where there are more', () => {
    const first = rewritten(rssSample);
    const [link = ''] = /\n *<atom:link rel="payment"[^>]*\/>/.exec(first) ?? [];
    const doubled = first.replace(link, link + link);
    expect(rewritten(doubled)).toBe(first);
  });

  it('gives Atom its own link, without a prefix where Atom is the default namespace', () => {
    const text = rewritten(atomSample);
    expect(text).toContain(`<link rel="payment" href="${server}/flattr?url=https%3A%2F%2Fnoor.example%2Fa"`);
    expect(text).not.toContain('xmlns:atom');
    const prefixed = atomSample
      .replaceAll(/<(\/?)(\w)/g, '<$1a:$2')
      .replace('xmlns=', 'xmlns:a=')
      .replace('<a:?', '<?');
    expect(rewritten(prefixed)).toContain('<a:link rel="payment"');
  });

  it('declares a prefix that the feed uses for nothing else', () => {
    const taken = rssSample.replace('<rss ', '<rss xmlns:atom="https://example.org/other" ');
    expect(rewritten(taken)).toContain('xmlns:atom2="http://www.w3.org/2005/Atom"');
    const nested = rssSample.replace('<title>A', '<x:y xmlns:x="http://www.w3.org/2005/Atom"/><title>A');
    expect(rewritten(nested)).toContain('<atom:link rel="payment"');
  });

  it.runIf(existsSync(sharedFolder()))('keeps a real podcast as it is', () => {
    const bytes = readFileSync(join(sharedFolder(), 'feeds/podcast.rss.xml'));
    const once = rewriteFeed(bytes, { server, recipients });
    expect([once.items, once.withoutAddress]).toEqual([3, 0]);
    expect(Buffer.compare(withoutInserted(once), bytes)).toBe(0);
    expect(rewriteFeed(once.bytes, { server, recipients }).edits).toEqual([]);
    expect(textOf(once.bytes)).toContain('https://flattr.com/submit/auto?url=');
  });
});

describe('what is no feed', () => {
  it.each([
    ['', 'there is no XML in it'],
    ['hello', 'there is no XML in it'],
    ['{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}', 'This is JSON'],
    ['<!doctype html><html><head><title>x</title></head></html>', 'a web page'],
    ['<opml version="2.0"><body/></opml>', 'XML whose root is opml'],
    ['<feed><title>x</title></feed>', 'not of the namespace of Atom'],
    ['<rss version="2.0"/>', 'XML whose root is rss'],
    [podcastSample.slice(0, 600), 'is not closed'],
    [podcastSample.replace('</item>', ''), 'is not closed'],
    [`${podcastSample}<rss/>`, 'a second root'],
    [podcastSample.replace('UTF-8', 'iso-2022-jp'), 'encoded as iso-2022-jp'],
    [podcastSample.replace('UTF-8', 'x-nothing'), 'encoded as x-nothing'],
  ])('is refused with a sentence: %.40s', (text, sentence) => {
    expect(() => rewrite(text)).toThrow(sentence);
  });
});
