import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunWordPress, phpVersions } from './wordpress-program.ts';
import { openWordPress, php, type WordPressSite } from './wordpress-site.ts';

const instance = 'https://flattr.example';

/** What leads to the page that asks whether to flattr an address. */
const asks = (url: string) => `${instance}/flattr?url=${encodeURIComponent(url)}`;

const buttonsIn = (html: string) => html.match(/<flattr-button[^>]*>.*?<\/flattr-button>/gs) ?? [];

describe.runIf(canRunWordPress).each(phpVersions)('a reader of a blog on PHP %s', (version) => {
  let site: WordPressSite;

  beforeAll(async () => {
    site = await openWordPress(version, 'read');
    await site.installsPlugin();
  }, 240_000);
  afterAll(() => site?.close());

  const page = async (path: string) => (await site.ask(path)).text;
  const publishes = (slug: string, post: Readonly<Record<string, unknown>> = {}) =>
    site.publishes({ post_title: slug, post_name: slug, ...post });
  const settles = (settings: Readonly<Record<string, unknown>>) =>
    site.run(`update_option( 'flattr_settings', ${php({ instance, ...settings })} );`);

  it('sees nothing before an instance is named', async () => {
    await publishes('early', { post_content: '[flattr]<!-- wp:flattr/button /-->' });
    const html = await page('/early/');
    expect(buttonsIn(html)).toEqual([]);
    expect(html).not.toContain('rel="payment"');
    expect(html).not.toContain('assets/button');
    expect(await page('/feed/')).not.toContain('rel="payment"');
    await settles({});
  });

  it('sees one button on a post’s own page, and none in lists, excerpts and feeds', async () => {
    await publishes('bread', { post_title: 'On <i>bread</i> & "wine"', tags_input: ['food', 'flour'] });
    const html = await page('/bread/');
    const url = `${site.origin}/bread/`;
    expect(buttonsIn(html)).toEqual([
      `<flattr-button url="${url}" title="On bread &amp; &quot;wine&quot;" kind="ARTICLE" tags="flour,food" lang="en-US" variant="solid">` +
        `<a href="${asks(url)}&#038;title=On+bread+%26+%22wine%22&#038;kind=ARTICLE&#038;tags=flour%2Cfood&#038;lang=en-US">Flattr this</a></flattr-button>`,
    ]);
    expect(html).toContain('assets/button.js');
    expect(html).toContain(`<link rel="payment" type="text/html" title="Flattr this" href="${asks(url)}" />`);
    const [, said = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(said)).toMatchObject({
      '@type': 'Article',
      name: 'On bread & "wine"',
      potentialAction: { '@type': 'DonateAction', target: asks(url) },
    });
    for (const path of ['/', '/tag/food/', '/?s=bread', '/feed/'])
      expect(buttonsIn(await page(path)), path).toEqual([]);
    const [post] = JSON.parse(await page('/wp-json/wp/v2/posts?slug=bread'));
    expect(post.excerpt.rendered).not.toContain('Flattr');
    expect(post.funding).toEqual({
      url: asks(url),
      instance,
      count: `${instance}/counts?url=${encodeURIComponent(url)}`,
    });
  });

  it.each([
    ['the block', '<!-- wp:flattr/button {"variant":"quiet"} /-->'],
    ['the shortcode', '[flattr variant="quiet"]'],
  ])('sees one button where the post has %s', async (_name, content) => {
    const slug = content.includes('wp:') ? 'with-block' : 'with-shortcode';
    await publishes(slug, { post_content: `<p>Before.</p>${content}<p>After.</p>` });
    const [button, ...others] = buttonsIn(await page(`/${slug}/`));
    expect(button).toContain('variant="quiet"');
    expect(others).toEqual([]);
  });

  it('sees none where the post says so, and one where it asks for one', async () => {
    await publishes('hidden', { meta_input: { _flattr_button: 'hide' } });
    expect(await page('/hidden/')).not.toMatch(/flattr-button |rel="payment"/);
    await publishes('a-page', { post_type: 'page' });
    expect(buttonsIn(await page('/a-page/'))).toEqual([]);
    await publishes('another-page', { post_type: 'page', meta_input: { _flattr_button: 'show' } });
    expect(buttonsIn(await page('/another-page/'))).toHaveLength(1);
    await publishes('locked', { post_password: 'x' });
    expect(await page('/locked/')).not.toMatch(/flattr-button |rel="payment"/);
  });

  it('sees a button that leads nowhere but to the web', async () => {
    await publishes('odd', {
      post_content:
        '[flattr url="javascript:alert(1)"][flattr url="ftp://x.example/"]<!-- wp:flattr/button {"url":"data:text/html,x"} /-->',
    });
    expect(buttonsIn(await page('/odd/'))).toEqual([]);
  });

  it('reads feeds that are well formed and lead to where each post is flattred', async () => {
    await publishes('control', { post_title: `Bell \u0007 ]]> <b> & "x"` });
    const rss = parseFeed(await page('/feed/'));
    if (rss.format !== 'rss') throw new Error(rss.format);
    const links = rss.feed.items?.map(({ atom }) => atom?.links?.map(({ rel, href }) => `${rel} ${href}`));
    expect(links?.flat()).toContain(`payment ${asks(`${site.origin}/control/`)}`);
    expect(links?.flat()).not.toContain(`payment ${asks(`${site.origin}/hidden/`)}`);
    const atom = parseFeed(await page('/feed/atom/'));
    if (atom.format !== 'atom') throw new Error(atom.format);
    expect(atom.feed.entries?.flatMap((entry) => entry.links?.map(({ href }) => href))).toContain(
      asks(`${site.origin}/control/`),
    );
    expect(await page('/feed/')).not.toContain('xmlns:podcast');
  });

  const itemOf = (xml: string, slug: string) =>
    xml.split('<item>').find((item) => item.includes(`<link>${site.origin}/${slug}/</link>`)) ?? '';

  it('hears of funding in a feed with episodes, and in no other item', async () => {
    await publishes('episode', {
      meta_input: { enclosure: 'https://cast.example/a.mp3\n123\naudio/mpeg\n' },
    });
    const xml = await page('/feed/');
    expect(xml.match(/xmlns:podcast=/g)).toHaveLength(1);
    const { feed } = parseFeed(xml);
    expect(feed).toMatchObject({ podcast: { fundings: [{ url: asks(`${site.origin}/`) }] } });
    expect(itemOf(xml, 'episode')).toContain(
      `<podcast:funding url="${asks(`${site.origin}/episode/`)}">Flattr this episode</podcast:funding>`,
    );
    expect(itemOf(xml, 'bread')).not.toContain('podcast:');
    expect(await page('/episode/')).toContain('kind="AUDIO"');
  });

  it('hears who shares, and of nothing twice where a plugin for podcasts writes as well', async () => {
    const plugins = join(site.folder, 'wp-content/mu-plugins');
    await mkdir(plugins, { recursive: true });
    const other = join(plugins, 'other-podcasts.php');
    await writeFile(
      other,
      `<?php
      add_filter( 'flattr_podcast_recipients', function () { return array( 'ann' => 60, 'bob' => '40', '<b>' => 1, 'cy' => -1 ); } );
      add_action( 'rss2_ns', function () { echo 'xmlns:podcast="https://podcastindex.org/namespace/1.0"'; } );
      add_action( 'rss2_head', function () { echo '<podcast:funding url="${asks('https://mine.example/')}">Mine</podcast:funding>'; } );
      add_action( 'rss2_item', function () { echo '<podcast:value type="lightning" method="keysend"></podcast:value>'; } );`,
    );
    try {
      const xml = await page('/feed/');
      expect(xml.match(/xmlns:podcast=/g)).toHaveLength(1);
      const [channel = ''] = xml.split('<item>');
      expect(channel.match(/<podcast:funding/g)).toHaveLength(1);
      const recipients = [...channel.matchAll(/customValue="([^"]*)" split="([^"]*)"/g)];
      expect(recipients.map(([, handle, shares]) => `${handle} ${shares}`)).toEqual(['ann 60', 'bob 40']);
      expect(channel).toContain(`name="flattr:ann" type="handle" address="${instance}/u/ann"`);
      // Another's value block hides the channel's.
      expect(itemOf(xml, 'episode').match(/<podcast:value type="flattr"/g)).toHaveLength(1);
      expect(parseFeed(xml).format).toBe('rss');
    } finally {
      await rm(other);
    }
  });
});
