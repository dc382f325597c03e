import { allSuites } from '@flattr/evidence/needs-program';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunWordPress } from './wordpress-program.ts';
import { php, type WordPressSite } from './wordpress-site.ts';
import { executablePath, openingMs, openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

it('has a WordPress and a browser where every suite must run', () => {
  expect((canRunWordPress && executablePath !== undefined) || !allSuites()).toBe(true);
});

/** Posts as people wrote them with the old plugin or by hand, and the address that each of their buttons has to flattr. */
const posts = [
  { slug: 'plain', content: '<p>Nothing but text.</p>', url: '/plain/' },
  { slug: 'shortcode', content: '<p>Before.</p>[flattr /]<p>After.</p>', url: '/shortcode/' },
  {
    slug: 'shortcode-of-another',
    content:
      '[flattr user="someone" url="https://elsewhere.example/?a=1&#038;b=2" title="Else" type="compact" language="de_DE" category="audio" /]',
    url: 'https://elsewhere.example/?a=1&b=2',
  },
  {
    slug: 'anchor',
    content:
      '<a class="FlattrButton" style="display:none" title="An old title" rev="flattr;uid:noor;category:text;language:en_GB;tags:a,b;button:compact;" href="https://blog-84.example/anchor/">Words.</a>',
    url: '/anchor/',
  },
  {
    slug: 'badge',
    content:
      '<a href="http://flattr.com/submit/auto?user_id=noor&amp;url=https%3A%2F%2Fblog-84.example%2Fbadge%2F&amp;title=Badge&amp;language=en_GB&amp;tags=&amp;popout=1"><img src="http://api.flattr.com/button/flattr-badge-large.png" alt="Flattr this"/></a>',
    url: '/badge/',
  },
  {
    slug: 'frame',
    content:
      '<iframe width="55" height="62" src="http://api.flattr.com/button/view/?uid=noor&amp;url=https%3A%2F%2Fblog-84.example%2Fframe%2F&amp;title=Frame"></iframe>',
    url: '/frame/',
  },
  {
    slug: 'script',
    content: `<script type="text/javascript">var flattr_uid = 'noor'; var flattr_url = 'https://blog-84.example/script/'; var flattr_tle = 'Script';</script><script src="http://api.flattr.com/button/load.js" type="text/javascript"></script>`,
    url: '/script/',
  },
] as const;

describe.runIf(canRunWordPress && executablePath)('a blog that had the old plugin', () => {
  let world: WordPressWorld;
  let site: WordPressSite;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    world = await openWordPressWorld({ php: ['8.4'], installed: false });
    site = world.site('8.4');
    await world.world.joinsByForm('noor');
    // What Flattr 1.2.1 left in the tables.
    await site.run(`kses_remove_filters();
      foreach ( array( 'flattr_uid' => 'noor', 'flattr_aut' => '1', 'flattr_aut_page' => '1', 'flattr_cat' => 'text', 'flattr_lng' => 'en_GB', 'flattr_compact' => '',
        'flattr_button_style' => 'js', 'flattr_top' => '1', 'flattr_post_types' => array( 'post', 'page' ), 'flattrss_relpayment_enabled' => '1' ) as $name => $value ) { update_option( $name, $value ); }
      update_user_meta( 1, 'user_flattr_uid', 'noor' );
      foreach ( ${php(posts)} as $post ) {
        wp_insert_post( wp_slash( array( 'post_title' => ucfirst( $post['slug'] ), 'post_name' => $post['slug'], 'post_content' => $post['content'], 'post_status' => 'publish', 'post_author' => 1,
          'meta_input' => array( '_flattr_post_language' => 'de_DE', '_flattr_post_category' => 'video', '_flattr_post_hidden' => '', '_flattr_btn_disabled' => '' ) ) ) );
      }
      wp_insert_post( array( 'post_title' => 'Off', 'post_name' => 'off', 'post_content' => 'x', 'post_status' => 'publish', 'post_author' => 1, 'meta_input' => array( '_flattr_btn_disabled' => '1' ) ) );`);
    await site.installsPlugin();
    await site.run(`update_option( 'flattr_settings', array( 'instance' => ${php(world.instance)} ) );`);
    const context = await world.visitor({ wordpress: [site, await site.signsIn('admin')] });
    context.setDefaultTimeout(60_000);
    page = await context.newPage();
    page.on('request', (request) => asked.push(new URL(request.url()).host));
  }, openingMs);
  afterAll(() => world?.close());

  it('takes its settings over by one click', async () => {
    await page.goto(`${site.origin}/wp-admin/options-general.php?page=flattr`);
    const taken = page.getByRole('button', { name: 'Take over the old settings' });
    await Promise.all([page.waitForEvent('load'), taken.click()]);
    expect(await page.locator('#wpbody-content').innerText()).toContain('settings were taken over');
    expect(await site.run(`return get_option( 'flattr_settings' );`)).toMatchObject({
      instance: world.instance,
      post_types: ['post', 'page'],
      placement: 'before',
    });
    expect(await site.run(`return get_user_meta( 1, 'flattr_handle', true );`)).toBe('noor');
  }, 120_000);

  it.each(posts)(
    'has a working button in a post: $slug',
    async ({ slug, url }) => {
      asked.length = 0;
      await page.goto(`${site.origin}/${slug}/`);
      const wanted = new URL(url, site.origin).href;
      const button = page.locator(`flattr-button[url="${wanted}"]`).first();
      await expect.poll(() => button.getAttribute('state')).toBe('not-yet');
      expect(await page.locator('.entry-content, body').first().innerHTML()).not.toMatch(
        /class="FlattrButton"|<iframe[^>]*flattr\.com/,
      );
      const [popup] = await Promise.all([page.waitForEvent('popup'), button.click()]);
      await popup.waitForLoadState();
      expect(new URL(popup.url()).origin).toBe(world.instance);
      expect(new URL(popup.url()).searchParams.get('url')).toBe(wanted);
      await popup.close();
      expect(asked.filter((host) => host.endsWith('flattr.com'))).toEqual([]);
    },
    120_000,
  );

  it('has none where it was switched off, and tells what was said of a post', async () => {
    expect((await site.ask('/off/')).text).not.toContain('<flattr-button');
    const { text } = await site.ask('/plain/');
    expect(text).toMatch(/<flattr-button[^>]* kind="VIDEO"[^>]* lang="de-DE"/);
  });
});
