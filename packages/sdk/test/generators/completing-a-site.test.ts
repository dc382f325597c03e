import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headParts, paymentLink } from '../../src/page-parts.ts';
import { completeFeed } from '../../src/site/complete-feed.ts';
import { completeFolder } from '../../src/site/complete-folder.ts';
import { completePage } from '../../src/site/complete-page.ts';
import { builtPage, buttonFor, instance } from './built-page.ts';

const address = 'https://blog.example/bread/';
const flattr = `${instance}/flattr?url=https%3A%2F%2Fblog.example%2Fbread%2F`;

describe('the head of a page with a button for itself', () => {
  const before = builtPage({ title: 'Bread &amp; </script>', body: buttonFor(address) });
  const { html } = completePage(before, { address }, instance);

  it('says where the page is rewarded, and keeps every other byte', () => {
    const [, added = ''] = /<\/title>(.*)<\/head>/.exec(html) ?? [];
    expect(html.replace(added, '')).toBe(before);
    expect(added).toContain(`<link rel="payment" type="text/html" title="Flattr this" href="${flattr}" />`);
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(added) ?? [];
    expect(JSON.parse(json)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Article',
      '@id': address,
      url: address,
      name: 'Bread &',
      inLanguage: 'en',
      potentialAction: { '@type': 'DonateAction', name: 'Flattr this', target: flattr },
    });
  });

  it('is left as it is where it says so already', () => {
    expect(completePage(html, { address }, instance).html).toBe(html);
    const own = builtPage({ head: headParts({ instance, url: address }), body: buttonFor(address) });
    expect(completePage(own, { address }, instance).html).toBe(own);
  });

  it('is left as it is without a button', () => {
    const none = builtPage({ body: buttonFor('https://blog.example/trains/') });
    expect(completePage(none, { address }, instance)).toEqual({ html: none, page: null });
  });

  it('ends no script by what a title holds', () => {
    const parts = headParts({ instance, url: address, title: '</script><b>' });
    expect(parts.match(/<\/script>/g)).toHaveLength(1);
    expect(paymentLink({ instance, url: 'https://blog.example/?a="b"&c' })).not.toMatch(/"b"|&c/);
  });
});

const rss = `<?xml version="1.0"?>
<!-- <rss><item></item></rss> -->
<rss version="2.0">
 <channel><title>A blog</title><link>https://blog.example/</link>
  <item><title>Bread</title><link>https://blog.example/bread/?a=1&amp;b=2</link>
   <description><![CDATA[<p>An </item> within</p>]]></description></item>
  <item><title>Trains</title><link><![CDATA[https://blog.example/trains/]]></link></item>
  <item><title>Without a link</title></item>
 </channel>
</rss>
`;
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title><link href="https://blog.example/"/>
 <entry><title>Bread</title><link rel="enclosure" href="https://blog.example/bread.mp3"/><link href="https://blog.example/bread/"/></entry>
 <entry><title>Paid</title><link href="https://blog.example/paid/"/><link rel="payment" href="https://pay.example/"/></entry>
</feed>
`;

describe('the items of a feed', () => {
  it('say in RSS where each is rewarded, and the feed keeps every other byte', () => {
    const completed = completeFeed(rss, instance);
    const added = /<atom:link rel="payment"[^>]*\/>/g;
    const { items = [] } = parseRssFeed(completed);
    expect(items.map(({ atom: said }) => said?.links?.[0]?.href)).toEqual([
      `${instance}/flattr?url=https%3A%2F%2Fblog.example%2Fbread%2F%3Fa%3D1%26b%3D2`,
      `${instance}/flattr?url=https%3A%2F%2Fblog.example%2Ftrains%2F`,
      undefined,
    ]);
    expect(completed.replace(added, '').replace(' xmlns:atom="http://www.w3.org/2005/Atom"', '')).toBe(rss);
  });

  it('say in Atom where each is rewarded, but those that say so already', () => {
    const completed = completeFeed(atom, instance);
    const { entries = [] } = parseAtomFeed(completed);
    const payments = entries.map(({ links = [] }) =>
      links.filter(({ rel }) => rel === 'payment').map(({ href }) => href),
    );
    expect(payments).toEqual([[flattr], ['https://pay.example/']]);
  });

  it.each([
    ['RSS', rss],
    ['Atom', atom],
  ])('are left as they are the second time: %s', (_name, feed) => {
    const completed = completeFeed(feed, instance);
    expect(completeFeed(completed, instance)).toBe(completed);
  });

  it('are not looked for in what is no feed', () => {
    const sitemap = '<urlset><url><loc>https://blog.example/</loc></url></urlset>';
    expect(completeFeed(sitemap, instance)).toBe(sitemap);
  });
});

describe('the folder of a built site', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flattr-site-'));
    await writeFile(join(folder, 'bread.html'), builtPage({ body: '<flattr-button></flattr-button>' }));
    await writeFile(join(folder, 'index.html'), builtPage({}));
    await writeFile(join(folder, 'feed.xml'), atom);
    await mkdir(join(folder, 'old.html'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is completed, page by page and feed by feed', async () => {
    await completeFolder({ folder, site: 'https://blog.example/', cleanUrls: true }, instance);
    const read = (file: string) => readFile(join(folder, file), 'utf8');
    expect(await read('bread.html')).toContain('url=https%3A%2F%2Fblog.example%2Fbread"');
    expect(await read('index.html')).toBe(builtPage({}));
    expect(await read('feed.xml')).toBe(completeFeed(atom, instance));
  });
});
