import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedBlog, connectBlog } from './connected-blog.ts';
import { canRunWordPress, phpVersions } from './wordpress-program.ts';
import { openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

describe.runIf(canRunWordPress)('a blog tells what it publishes', { timeout: 180_000 }, () => {
  let wordpress: WordPressWorld;
  beforeAll(async () => {
    wordpress = await openWordPressWorld();
  }, 180_000);
  afterAll(() => wordpress?.close());

  describe.each(phpVersions)('on PHP %s', (php) => {
    let blog: ConnectedBlog;
    let id: number;

    it('notes nothing before an instance is named', async () => {
      const site = wordpress.site(php);
      await site.publishes({ post_title: 'Too early' });
      expect(await site.run(`return Flattr\\Outbox::waiting();`)).toBe(0);
      expect(await site.run(`return wp_next_scheduled( 'flattr_send' );`)).toBe(false);
    });

    it('registers a post after the request that published it', async () => {
      blog = await connectBlog(wordpress, php, `owner${php.replace('.', '')}`);
      const asked = blog.front.asked.length;
      id = await blog.site.publishes({ post_title: 'Bread & <b>butter</b>', post_name: 'bread' });
      expect(blog.front.asked).toHaveLength(asked);
      expect(await blog.owed()).toMatchObject([{ action: 'register', url: `${blog.site.origin}/bread/` }]);
      await blog.works();
      expect(await blog.thingAt('/bread/')).toMatchObject({ title: 'Bread & butter', kind: 'ARTICLE' });
      expect(await blog.owed()).toEqual([]);
      expect(blog.front.asked.slice(asked).map(({ operation }) => operation)).toEqual(['RegisterThings']);
    });

    it('tells a change once, and only one of what was told', async () => {
      await blog.site.run(`wp_update_post( array( 'ID' => ${id}, 'post_content' => 'Other text.' ) );`);
      expect(await blog.owed()).toEqual([]);
      await blog.site.run(`wp_update_post( array( 'ID' => ${id}, 'post_title' => 'Rye' ) );
        wp_update_post( array( 'ID' => ${id}, 'post_title' => 'Rye bread' ) ); wp_set_post_tags( ${id}, 'rye' );`);
      expect(await blog.owed()).toHaveLength(1);
      await blog.works();
      expect(await blog.thingAt('/bread/')).toMatchObject({ title: 'Rye bread', tags: ['rye'] });
      await blog.site.run(`wp_set_post_tags( ${id}, 'rye,oven' );`);
      await blog.works();
      expect(await blog.thingAt('/bread/')).toMatchObject({ tags: ['oven', 'rye'] });
      expect(await blog.owed()).toEqual([]);
    });

    it('moves a thing with its post, and all of them with the permalinks', async () => {
      const before = await blog.thingAt('/bread/');
      await blog.site.run(
        `wp_update_post( array( 'ID' => ${id}, 'post_name' => 'rye', 'post_title' => 'Rye' ) );`,
      );
      await blog.works();
      expect(await blog.thingAt('/rye/')).toMatchObject({ id: before?.id, title: 'Rye' });
      const permalinks = (structure: string) =>
        blog.site.run(
          `global $wp_rewrite; $wp_rewrite->set_permalink_structure( '${structure}' ); flush_rewrite_rules();`,
        );
      await permalinks('/post/%postname%/');
      await blog.works();
      expect(await blog.thingAt('/post/rye/')).toMatchObject({ id: before?.id });
      await permalinks('/%postname%/');
      await blog.works();
      expect(await blog.thingAt('/rye/')).toMatchObject({ id: before?.id });
      expect(await blog.owed()).toEqual([]);
    });

    it('moves the pages below a page', async () => {
      const [parent, child] = await blog.site.run<number[]>(`update_option( 'flattr_settings',
          array_merge( get_option( 'flattr_settings' ), array( 'post_types' => array( 'post', 'page' ) ) ) );
        $page = array( 'post_type' => 'page', 'post_status' => 'publish', 'post_content' => 'x' );
        $parent = wp_insert_post( $page + array( 'post_title' => 'Old', 'post_name' => 'old' ) );
        return array( $parent, wp_insert_post( $page + array( 'post_title' => 'Leaf', 'post_name' => 'leaf', 'post_parent' => $parent ) ) );`);
      await blog.works();
      const leaf = await blog.thingAt('/old/leaf/');
      expect(leaf).toMatchObject({ title: 'Leaf' });
      await blog.site.run(`wp_update_post( array( 'ID' => ${parent}, 'post_name' => 'new' ) );`);
      await blog.works();
      expect(await blog.thingAt('/new/leaf/')).toMatchObject({ id: leaf?.id });
      await blog.site.run(`wp_delete_post( ${child}, true ); wp_delete_post( ${parent}, true );`);
      await blog.works();
      expect(await blog.thingAt('/new/leaf/')).toMatchObject({ unpublishedAt: expect.any(Date) });
    });

    it.each([
      ['drafted', `wp_update_post( array( 'ID' => ID, 'post_status' => 'draft' ) );`, 'publish'],
      ['made private', `wp_update_post( array( 'ID' => ID, 'post_status' => 'private' ) );`, 'publish'],
      [
        'locked',
        `wp_update_post( array( 'ID' => ID, 'post_password' => 'x' ) );`,
        `wp_update_post( array( 'ID' => ID, 'post_password' => '' ) );`,
      ],
      [
        'switched off',
        `update_post_meta( ID, '_flattr_button', 'hide' );`,
        `delete_post_meta( ID, '_flattr_button' );`,
      ],
      ['trashed', 'wp_trash_post( ID );', `wp_untrash_post( ID ); wp_publish_post( ID );`],
    ])('takes a post off that is %s, and puts it back', async (_how, off, on) => {
      const run = (code: string) => blog.site.run(code.replaceAll('ID', `${id}`).replace(`'${id}'`, `'ID'`));
      const thing = await blog.thingAt('/rye/');
      await run(off);
      expect(await blog.owed()).toMatchObject([{ action: 'unpublish', url: `${blog.site.origin}/rye/` }]);
      await blog.works();
      expect(await blog.thingAt('/rye/')).toMatchObject({ unpublishedAt: expect.any(Date) });
      await run(on === 'publish' ? 'wp_publish_post( ID );' : on);
      await blog.works();
      expect(await blog.thingAt('/rye/')).toMatchObject({ id: thing?.id, unpublishedAt: null });
    });

    it('tells nothing of a post that comes back before it was told', async () => {
      const asked = blog.front.asked.length;
      await blog.site.run(`wp_trash_post( ${id} ); wp_untrash_post( ${id} ); wp_publish_post( ${id} );`);
      await blog.works();
      expect(blog.front.asked.slice(asked).map(({ operation }) => operation)).not.toContain(
        'UnpublishThings',
      );
      expect(await blog.owed()).toEqual([]);
    });

    it('does not tell of drafts, revisions and types that are not chosen', async () => {
      await blog.site.run(`update_option( 'flattr_settings',
          array_merge( get_option( 'flattr_settings' ), array( 'post_types' => array( 'post' ) ) ) );
        wp_insert_post( array( 'post_title' => 'Draft', 'post_status' => 'draft' ) );
        wp_insert_post( array( 'post_title' => 'Page', 'post_status' => 'publish', 'post_type' => 'page' ) );
        wp_save_post_revision( ${id} );`);
      expect(await blog.owed()).toEqual([]);
    });

    it('keeps why one was refused, and tells the others', async () => {
      const many = await blog.site.publishes({ post_title: 'Many', post_name: 'many' });
      await blog.site.publishes({ post_title: 'Good', post_name: 'good' });
      await blog.site.run(`add_filter( 'flattr_thing', function ( $thing, $post ) {
          return ${many} === $post->ID ? array( 'tags' => array_map( 'strval', range( 1, 21 ) ) ) + $thing : $thing; }, 10, 2 );
        Flattr\\Sender::run();`);
      expect(await blog.thingAt('/good/')).toMatchObject({ title: 'Good' });
      expect(await blog.thingAt('/many/')).toBeNull();
      const state = await blog.site.run(`return Flattr\\Posts_Column::state_of( ${many} );`);
      expect(state).toEqual(['Refused', expect.stringContaining('tags')]);
      expect(await blog.owed()).toEqual([]);
    });
  });
});
