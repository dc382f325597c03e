import { scaleOf } from '@flattr/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedBlog, connectBlog } from './connected-blog.ts';
import { canRunWordPress } from './wordpress-program.ts';
import type { Session } from './wordpress-site.ts';
import { openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

const posts = scaleOf({ quick: 120, ci: 1000, full: 1000 });

describe.runIf(canRunWordPress)(
  'a blog has what it published before registered',
  { timeout: 400_000 },
  () => {
    let wordpress: WordPressWorld;
    let blog: ConnectedBlog;
    let admin: Session;
    beforeAll(async () => {
      wordpress = await openWordPressWorld({ php: ['8.4'] });
      const site = wordpress.site('8.4');
      for (let first = 1; first <= posts; first += 200)
        await site.run(`for ( $i = ${first}; $i <= ${Math.min(first + 199, posts)}; $i++ ) {
          wp_insert_post( array( 'post_title' => "Post $i", 'post_name' => "post-$i", 'post_status' => 'publish', 'post_content' => 'x' ) ); }`);
      await site.run(`wp_insert_post( array( 'post_title' => 'Locked', 'post_status' => 'publish', 'post_password' => 'x' ) );
      wp_delete_post( 1, true );`);
      blog = await connectBlog(wordpress, '8.4', 'filler');
      admin = await site.signsIn('admin');
    }, 240_000);
    afterAll(() => wordpress?.close());

    const presses = async (what: string) => {
      const nonce = await admin.nonce('flattr_backfill');
      const form = { action: 'flattr_backfill', _wpnonce: nonce, what };
      expect((await blog.site.post('/wp-admin/admin-post.php', form, admin)).status).toBe(302);
    };
    const progress = async () => {
      const nonce = await admin.nonce('wp_rest');
      const { status, text } = await blog.site.rest('GET', '/flattr/v1/progress', undefined, admin, nonce);
      expect(status).toBe(200);
      return JSON.parse(text);
    };

    it('does not begin by itself, nor for anybody', async () => {
      await blog.works();
      expect(await blog.things()).toBe(0);
      await blog.site.joins('reader', 'editor');
      const reader = await blog.site.signsIn('reader');
      const theirs = {
        action: 'flattr_backfill',
        _wpnonce: await reader.nonce('flattr_backfill'),
        what: 'start',
      };
      expect((await blog.site.post('/wp-admin/admin-post.php', theirs, reader)).status).toBe(403);
      const forged = { action: 'flattr_backfill', _wpnonce: 'x', what: 'start' };
      expect((await blog.site.post('/wp-admin/admin-post.php', forged, admin)).status).toBe(403);
      expect((await blog.site.rest('GET', '/flattr/v1/progress')).status).toBe(401);
      expect(await progress()).toMatchObject({ state: '', total: 0 });
    });

    it('stops where the instance is gone, keeps what is owed, and tells nothing twice', async () => {
      const before = blog.front.asked.length;
      // The first batch is done and its answer lost, with whatever the client tries again; after it nobody is there.
      blog.front.fares((place) => (place === before + 1 ? 'lost' : 'refused'));
      await presses('start');
      await blog.works();
      expect(await blog.things()).toBe(50);
      expect(await progress()).toMatchObject({ state: 'running', total: posts, done: 0, waiting: 50 });
      expect((await blog.owed())[0]?.last_error).not.toBe('');
      await blog.waits();
      await blog.works();
      const keys = blog.front.asked.slice(before).map(({ key }) => key);
      expect(keys.length).toBeGreaterThan(3);
      expect(new Set(keys).size).toBe(1);
    });

    it('is stopped and goes on', async () => {
      blog.front.fares(() => 'answered');
      await presses('stop');
      await blog.waits();
      await blog.works();
      expect(await blog.things()).toBe(50);
      expect(await progress()).toMatchObject({ state: 'stopped', done: 50 });
      await presses('resume');
      for (let run = 0; run < posts / 20 && (await progress()).state === 'running'; run++) await blog.works();
      expect(await progress()).toMatchObject({ state: 'done', total: posts, done: posts, refused: 0 });
      expect(await blog.things()).toBe(posts);
      expect(await blog.owed()).toEqual([]);
    });

    it('sends nothing again where all is told', async () => {
      const asked = blog.front.asked.length;
      await presses('start');
      await blog.works();
      expect(await progress()).toMatchObject({ state: 'done', done: posts });
      expect(blog.front.asked).toHaveLength(asked);
    });

    it('never sends the same from two processes at once', async () => {
      await blog.site.run(`for ( $i = 1; $i <= 60; $i++ ) {
      wp_insert_post( array( 'post_title' => "More $i", 'post_name' => "more-$i", 'post_status' => 'publish', 'post_content' => 'x' ) ); }`);
      const asked = blog.front.asked.length;
      await Promise.all([1, 2, 3].map(() => blog.site.run('Flattr\\Sender::run();')));
      await blog.works();
      expect(blog.front.asked.length - asked).toBe(2);
      expect(await blog.things()).toBe(posts + 60);
    });

    it('waits as long as it is told, and until it is connected anew', async () => {
      await blog.site.publishes({ post_title: 'Later', post_name: 'later' });
      blog.front.fares(() => 503);
      await blog.works();
      const wait = `return Flattr\\Sender_State::read()['retry_at'] - time();`;
      expect(await blog.site.run<number>(wait)).toBeGreaterThan(30);
      await blog.waits();
      blog.front.fares(() => 403);
      await blog.works();
      expect(await blog.site.run(`return Flattr\\Sender_State::read()['paused'];`)).toBe(true);
      const page = await blog.site.ask('/wp-admin/index.php', { as: admin });
      expect(page.text).toContain('no longer accepts the connection');
      blog.front.fares(() => 'answered');
      await blog.works();
      expect(await blog.thingAt('/later/')).toBeNull();
      await blog.site.run(`do_action( 'flattr_connected' );`);
      await blog.works();
      expect(await blog.thingAt('/later/')).toMatchObject({ title: 'Later' });
    });
  },
);
