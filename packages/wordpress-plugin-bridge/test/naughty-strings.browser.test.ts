import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordEvidence, scaleOf, sharedFolder } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunWordPress } from './wordpress-program.ts';
import { php, type WordPressSite } from './wordpress-site.ts';
import { executablePath, openingMs, openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

const corpus = join(sharedFolder(), 'corpora/blns.json');
const listed: readonly string[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')) : [];
const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</script><script>alert(1)</script>',
  '--><svg onload=alert(1)>',
  ']]><script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '[flattr url="javascript:alert(1)"]',
  'javascript:alert(1)',
  '=cmd|x',
];
const strings = [...own, ...listed].map((words) => words.toWellFormed().replaceAll('\0', ''));
/** Of the pages with one string on each, every so manieth is looked at; those with all of them have all. */
const every = scaleOf({ quick: 260, ci: 130, full: 4 });
const some = strings.filter((_, at) => at % every === 0 || at < scaleOf({ quick: 4, ci: 6, full: 9 }));

it('has a WordPress and a browser where every suite must run', () => {
  expect((canRunWordPress && executablePath !== undefined) || !allSuites()).toBe(true);
});

describe.runIf(canRunWordPress && executablePath)('strings that were made to run', () => {
  let world: WordPressWorld;
  let site: WordPressSite;
  let page: Page;
  const trouble: string[] = [];

  beforeAll(async () => {
    world = await openWordPressWorld({ php: ['8.4'] });
    site = world.site('8.4');
    const noor = await world.world.joinsByForm('noor');
    await site.run(`update_option( 'flattr_settings', array( 'instance' => ${php(world.instance)} ) );
      Flattr\\Connection::begin_with_token( ${php(await world.tokenOf(noor))} );
      update_option( 'posts_per_rss', ${strings.length * 2} );
      update_user_meta( 1, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ), '_modified' => gmdate( 'c' ) ) );`);
    const context = await world.visitor({ wordpress: [site, await site.signsIn('admin')] });
    context.setDefaultTimeout(60_000);
    page = await watched(await context.newPage());
  }, openingMs);
  afterAll(() => world?.close());

  /** A page on which nothing runs, or asks another place, without our seeing it. */
  const watched = async (opened: Page): Promise<Page> => {
    const where = (what: string) => trouble.push(`${opened.url()}: ${what}`);
    opened.on('dialog', async (dialog) => {
      // The editor asks whether to leave what is not saved.
      if (dialog.type() !== 'beforeunload') where(`said ${dialog.message()}`);
      await dialog.dismiss().catch(() => undefined);
    });
    opened.on('pageerror', (error) => where(error.message));
    opened.on('request', (request) => {
      const { origin, protocol, host } = new URL(request.url());
      const known =
        [site.origin, world.instance].includes(origin) || /(^|\.)(gravatar\.com|w\.org)$/.test(host);
      if (!['data:', 'blob:'].includes(protocol) && !known) where(`asked ${request.url()}`);
    });
    return opened;
  };
  /** Lays the pointer on every button, for what runs only then. */
  const touches = async () => {
    for (const button of (await page.locator('flattr-button').all()).slice(0, 5))
      await button.hover({ force: true }).catch(() => undefined);
  };
  const visit = async (path: string) => {
    await page.goto(`${site.origin}${path}`);
    await touches();
  };
  const found = (tried: number) => {
    recordEvidence({ id: 'S-32', tried, failed: trouble.length });
    recordEvidence({ id: 'S-23', tried, failed: trouble.length });
    expect(trouble).toEqual([]);
  };

  it('run nowhere as attributes of a shortcode or a block (S-32, S-23)', async () => {
    // Nothing of WordPress cleans what is written here: the plugin has to.
    const id = await site.run<number>(`kses_remove_filters();
      $content = '';
      foreach ( ${php(strings)} as $at => $words ) {
        $text = str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), esc_attr( $words ) );
        $content .= '[flattr url="https://naughty.example/s' . $at . '" title="' . $text . '" label="' . $text . '" tags="' . $text . '" lang="' . $text . '" kind="' . $text . '" variant="' . $text . '"]' . "\\n";
        $content .= '[flattr url="' . $text . '" type="' . $text . '"]' . "\\n";
        $content .= serialize_block( array( 'blockName' => 'flattr/button', 'innerContent' => array(), 'attrs' => array(
          'url' => 'https://naughty.example/b' . $at, 'label' => $words, 'variant' => $words, 'align' => $words, 'className' => $words ) ) ) . "\\n";
        $content .= serialize_block( array( 'blockName' => 'flattr/button', 'innerContent' => array(), 'attrs' => array( 'url' => $words ) ) ) . "\\n";
      }
      return wp_insert_post( wp_slash( array( 'post_title' => 'All of them', 'post_content' => $content, 'post_status' => 'publish', 'post_author' => 1 ) ) );`);
    await visit(`/?p=${id}`);
    const titles = await page.$$eval('flattr-button[url^="https://naughty.example/s"]', (buttons) =>
      buttons.map((button) => [button.getAttribute('url') ?? '', button.getAttribute('title') ?? '']),
    );
    expect(titles).toHaveLength(strings.length);
    // WordPress writes no block whose attribute ends in a backslash so that it can read it again.
    expect(await page.locator('flattr-button[url^="https://naughty.example/b"]').count()).toBe(
      strings.filter((words) => !words.endsWith('\\')).length,
    );
    // What the page holds, and not what the button draws within itself. WordPress draws pictographs as images.
    const odd = await page.evaluate(() =>
      [...document.querySelectorAll('flattr-button, flattr-button *')].flatMap((element) =>
        [...element.attributes].map(({ name }) => `${element.localName} ${name}`),
      ),
    );
    const plain =
      /^(flattr-button (url|title|kind|tags|lang|variant|count|inert|state|style|class)|a href|img (draggable|role|class|alt|src))/;
    expect(odd.filter((name) => !plain.test(name))).toEqual([]);
    const links = await page.$$eval('flattr-button > a', (all) =>
      all.map((link) => (link as HTMLAnchorElement).href),
    );
    expect(links.filter((href) => !href.startsWith(`${world.instance}/flattr?url=http`))).toEqual([]);
    // What HTML can say arrives as it was written; WordPress takes backslashes off a shortcode.
    const said = (text: string) => text.replace(/\s+/g, ' ').trim();
    const simple = strings
      .map((words, at) => [said(words), said(titles[at]?.[1] ?? '')])
      .filter(([words]) => /^[ -~]*$/.test(words ?? '') && !/[&[\\]/.test(words ?? ''));
    expect(simple.length).toBeGreaterThan(3);
    for (const [words, title] of simple) expect(title).toBe(words);
    await visit(`/wp-admin/post.php?post=${id}&action=edit`);
    await page.locator('.editor-styles-wrapper, iframe[name=editor-canvas]').first().waitFor();
    found(strings.length * 4);
  }, 400_000);

  it('run nowhere as titles and tags, and feeds stay well formed (S-32, S-23)', async () => {
    // Of tags WordPress itself prints in a feed what no XML may hold there.
    await site.run(`$GLOBALS['wpdb']->query( 'START TRANSACTION' );
      wp_defer_term_counting( true );
      foreach ( ${php(strings)} as $at => $words ) {
        $tag = preg_replace( '/[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]/u', '', str_replace( ']]>', '', $words ) );
        $id = wp_insert_post( wp_slash( array( 'post_title' => $words, 'post_name' => "t$at", 'post_content' => '<p>Text.</p>', 'post_status' => 'publish', 'post_author' => 1,
          'post_date' => gmdate( 'Y-m-d H:i:s', 1700000000 + $at ) ) ) );
        if ( $id ) { wp_set_post_tags( $id, array( $tag ) ); }
      }
      wp_defer_term_counting( false );
      $GLOBALS['wpdb']->query( 'COMMIT' );`);
    for (const path of ['/feed/', '/feed/atom/']) {
      const { text, headers } = await site.ask(path);
      expect(headers.get('content-type')).toContain('xml');
      const broken = await page.evaluate(
        (xml) =>
          new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent ??
          '',
        text,
      );
      if (broken !== '') trouble.push(`${path}: ${broken.slice(0, 300)}`);
      expect(text.split('rel="payment"').length).toBeGreaterThan(strings.length / 2);
    }
    for (let at = 1; ; at++) {
      const { status, text } = await site.ask(`/wp-json/wp/v2/posts?per_page=100&page=${at}`);
      if (status !== 200) break;
      expect(Array.isArray(JSON.parse(text))).toBe(true);
    }
    for (const [at, words] of strings.entries()) if (some.includes(words)) await visit(`/t${at}/`);
    await visit('/wp-admin/edit.php?post_type=post');
    await visit('/');
    found(strings.length * 2);
  }, 400_000);

  it('are kept of settings, handles and the like only in form, and run nowhere there (S-32, S-23)', async () => {
    const kept = await site.run<
      { label: string; handle: string; kind: string; language: string; button: string; rest: unknown }[]
    >(`
      $GLOBALS['wpdb']->query( 'START TRANSACTION' );
      $found = array();
      $id    = wp_insert_post( array( 'post_title' => 'Kept', 'post_name' => 'kept', 'post_content' => 'x', 'post_status' => 'publish', 'post_author' => 1 ) );
      foreach ( ${php(strings)} as $words ) {
        update_option( 'flattr_settings', array( 'label' => $words, 'placement' => $words, 'variant' => $words, 'instance' => $words, 'post_types' => array( $words, 'post' ), 'count' => $words, 'x' => $words ) );
        update_user_meta( 1, 'flattr_handle', wp_slash( $words ) );
        foreach ( array( '_flattr_kind', '_flattr_language', '_flattr_button' ) as $key ) { update_post_meta( $id, $key, wp_slash( $words ) ); }
        $settings = get_option( 'flattr_settings' );
        $found[]  = array( 'label' => $settings['label'], 'handle' => get_user_meta( 1, 'flattr_handle', true ), 'kind' => get_post_meta( $id, '_flattr_kind', true ),
          'language' => get_post_meta( $id, '_flattr_language', true ), 'button' => get_post_meta( $id, '_flattr_button', true ),
          'rest' => array_diff_key( $settings, array( 'label' => 1, 'count' => 1, 'instance' => 1 ) ) );
        update_option( 'flattr_settings', array( 'instance' => ${php(world.instance)} ) );
      }
      $GLOBALS['wpdb']->query( 'COMMIT' );
      return $found;`);
    const rest = {
      post_types: ['post'],
      placement: 'after',
      variant: 'solid',
      head_links: true,
      feed_links: true,
    };
    expect(kept).toHaveLength(strings.length);
    for (const { label, handle, kind, language, button, rest: others } of kept) {
      expect(others).toEqual(rest);
      expect(label).not.toMatch(/<[a-z/!]/i);
      expect([...label].length).toBeLessThanOrEqual(40);
      expect(handle).toMatch(/^([a-z0-9][a-z0-9-]{1,29})?$/);
      expect(kind).toMatch(/^[A-Z]*$/);
      expect(language).toMatch(/^[A-Za-z0-9-]*$/);
      expect(['', 'show', 'hide']).toContain(button);
    }
    // Whatever is in the table, be it from another version or another plugin, is shown as text.
    for (const words of some) {
      await site.run(`global $wpdb;
        $settings = array_merge( Flattr\\Settings::all(), array( 'label' => ${php(words)} ) );
        $wpdb->update( $wpdb->options, array( 'option_value' => serialize( $settings ) ), array( 'option_name' => 'flattr_settings' ) );
        $wpdb->update( $wpdb->usermeta, array( 'meta_value' => ${php(words)} ), array( 'meta_key' => 'flattr_handle' ) );
        foreach ( array( '_flattr_kind', '_flattr_language', '_flattr_trouble', '_flattr_url', '_flattr_thing' ) as $key ) {
          delete_post_meta( get_page_by_path( 'kept', OBJECT, 'post' )->ID, $key );
          $wpdb->insert( $wpdb->postmeta, array( 'post_id' => get_page_by_path( 'kept', OBJECT, 'post' )->ID, 'meta_key' => $key, 'meta_value' => ${php(words)} ) );
        }
        foreach ( array( 'flattr_claim' => array( 'site', 'state', 'trouble', 'found' ), 'flattr_connection' => array( 'handle', 'scope' ) ) as $name => $fields ) {
          $kept = (array) get_option( $name, array() );
          foreach ( $fields as $field ) { $kept[ $field ] = ${php(words)}; }
          $wpdb->replace( $wpdb->options, array( 'option_name' => $name, 'option_value' => serialize( $kept ), 'autoload' => 'no' ) );
        }
        wp_cache_flush();`);
      await visit('/kept/');
      await visit('/wp-admin/options-general.php?page=flattr');
      await visit('/wp-admin/profile.php');
      await visit('/wp-admin/edit.php?s=Kept');
    }
    found(strings.length * 6);
  }, 600_000);
});
