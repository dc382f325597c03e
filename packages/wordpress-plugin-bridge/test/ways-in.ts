import type { SiteRequest } from './ask-site.ts';

export type Nonces = { readonly ours?: string; readonly page?: string };

/** One way to write something, as its own page or script uses it. */
export type WayIn = {
  /** The hook, the route or the meta that it belongs to, as WordPress names it. */
  readonly name: string;
  /** What has to be there first, as PHP. */
  readonly given?: string;
  /** What the page sends, with these nonces: the plugin's own, and the one of the page of WordPress that it stands in. */
  send(nonces: Nonces): SiteRequest & { readonly path: string };
  /** The action of the nonce of the page around, which may itself be saved: only what is the plugin's counts then. */
  readonly page?: string;
  /** The action of its nonce. */
  readonly nonce: string;
  /** Who may use it, other than administrators. */
  readonly owner?: string;
  /** Who may not, although they are signed in and have a nonce of their own. */
  readonly strangers: readonly string[];
  /** Nobody at all may, as on a site that is no network. */
  readonly closed?: boolean;
};

const everybody = ['reader', 'other', 'redactor'] as const;

const form = (path: string, fields: Readonly<Record<string, string>>) => ({
  path,
  method: 'POST',
  body: new URLSearchParams(fields),
});

const action = (name: string, fields: Readonly<Record<string, string>> = {}, given?: string): WayIn => ({
  name: `admin_post_${name}`,
  nonce: name,
  strangers: everybody,
  ...(given !== undefined && { given }),
  send: ({ ours }) =>
    form('/wp-admin/admin-post.php', {
      action: name,
      ...fields,
      ...(ours !== undefined && { _wpnonce: ours }),
    }),
});

const rest = (
  name: string,
  path: string,
  body: object,
  rights: Pick<WayIn, 'strangers' | 'owner' | 'closed'>,
): WayIn => ({
  name,
  nonce: 'wp_rest',
  ...rights,
  send: ({ ours }) => ({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(ours !== undefined && { 'x-wp-nonce': ours }) },
    body: JSON.stringify(body),
  }),
});

/** What the cases need to know of a site that was prepared for them. */
export type Prepared = {
  readonly instance: string;
  /** A post of the author called author, and the author. */
  readonly post: number;
  readonly author: number;
  /** A token of somebody else at the instance. */
  readonly token: string;
};

const meta = { _flattr_button: 'hide', _flattr_kind: 'AUDIO', _flattr_language: 'sv' };

/** A field of the plugin in a page of WordPress, which comes with a nonce of its own. */
const page = (
  name: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  nonces: { readonly page: string; readonly field: string; readonly ours: string },
  rights: Pick<WayIn, 'strangers' | 'owner'>,
): WayIn => ({
  name,
  nonce: nonces.ours,
  page: nonces.page,
  ...rights,
  send: ({ ours, page: around }) =>
    form(path, {
      ...fields,
      ...(around !== undefined && { _wpnonce: around }),
      ...(ours !== undefined && { [nonces.field]: ours }),
    }),
});

/** Every way in, in an order in which each can do something. */
export const waysIn = ({ instance, post, author, token }: Prepared): readonly WayIn[] => {
  const user = {
    page: `update-user_${author}`,
    field: 'flattr_author_nonce',
    ours: `flattr_author_${author}`,
  };
  return [
    {
      name: 'settings',
      nonce: 'flattr-options',
      strangers: everybody,
      send: ({ ours }) =>
        form('/wp-admin/options.php', {
          ...{ option_page: 'flattr', action: 'update', 'flattr_settings[instance]': 'https://evil.example' },
          ...(ours !== undefined && { _wpnonce: ours }),
        }),
    },
    {
      ...rest(
        'settings by REST',
        '/wp-json/wp/v2/settings',
        { flattr_settings: { label: 'Evil' } },
        {
          strangers: everybody,
          closed: true,
        },
      ),
      given: `update_option( 'flattr_settings', array( 'instance' => '${instance}' ) );`,
    },
    action('flattr_paste_token', { token }),
    action('flattr_backfill', { what: 'start' }),
    action(
      'flattr_import_old',
      {},
      `update_option( 'flattr_post_types', array( 'post', 'page' ) ); update_option( 'flattr_aut', true ); update_option( 'flattr_top', true );`,
    ),
    action('flattr_check_claim', {}, `delete_option( 'flattr_claim' );`),
    action('flattr_connect'),
    {
      name: 'network_admin_edit_flattr_network',
      nonce: 'flattr_network',
      strangers: everybody,
      closed: true,
      send: ({ ours }) =>
        form('/wp-admin/network/edit.php?action=flattr_network', {
          ...{ instance: 'https://evil.example', ...(ours !== undefined && { _wpnonce: ours }) },
        }),
    },
    action('flattr_disconnect'),
    rest(
      'post meta by REST',
      `/wp-json/wp/v2/posts/${post}`,
      { meta },
      {
        strangers: ['reader', 'other'],
        owner: 'author',
      },
    ),
    page(
      'save_post',
      '/wp-admin/post.php',
      {
        action: 'editpost',
        post_ID: `${post}`,
        post_title: 'Mine',
        post_type: 'post',
        ...meta,
        _flattr_button: 'show',
      },
      { page: `update-post_${post}`, field: 'flattr_post_nonce', ours: `flattr_post_${post}` },
      { strangers: ['reader', 'other'], owner: 'author' },
    ),
    rest(
      'user meta by REST',
      `/wp-json/wp/v2/users/${author}`,
      { meta: { flattr_handle: 'evil' } },
      {
        strangers: ['reader', 'other', 'redactor'],
        owner: 'author',
        closed: true,
      },
    ),
    page('personal_options_update', '/wp-admin/profile.php', profile(author, 'mine'), user, {
      strangers: ['reader', 'other'],
      owner: 'author',
    }),
    page('edit_user_profile_update', '/wp-admin/user-edit.php', profile(author, 'another'), user, {
      strangers: ['reader', 'other', 'redactor'],
    }),
  ];
};

const profile = (author: number, handle: string) => ({
  ...{ action: 'update', user_id: `${author}`, email: 'author@blog.example', nickname: 'author' },
  flattr_handle: handle,
});
