/** Hooks on which WordPress only asks to be shown something. */
const shows = [
  ...['the_content', 'widget_text', 'widget_custom_html_content', 'widget_block_content', 'wp_head'],
  ...[
    'rss2_ns',
    'rss2_head',
    'rss2_item',
    'atom_entry',
    'the_title_rss',
    'template_redirect',
    'wp_dashboard_setup',
  ],
  ...['admin_menu', 'network_admin_menu', 'admin_notices', 'admin_enqueue_scripts', 'add_meta_boxes'],
  ...[
    'show_user_profile',
    'edit_user_profile',
    'enqueue_block_editor_assets',
    'load_script_translation_file',
  ],
  'plugin_action_links_flattr/flattr.php',
];

/** Hooks that announce what may be asked; what they announce is read by the test from WordPress itself. */
const announces = ['init', 'widgets_init', 'admin_init', 'rest_api_init', 'plugins_loaded'];

/** Hooks that WordPress calls after it has allowed and done something itself. */
const follows = [
  ...['wp_after_insert_post', 'post_updated', 'before_delete_post', 'set_object_terms', 'edited_term'],
  ...['add_attachment', 'edit_attachment', 'delete_attachment', 'permalink_structure_changed', 'shutdown'],
  ...['added_post_meta', 'updated_post_meta', 'deleted_post_meta', 'wp_initialize_site', 'wpmu_drop_tables'],
  ...['default_post_metadata', 'default_user_metadata', 'flattr_connected', 'flattr_disconnected'],
  ...['activate_flattr/flattr.php', 'deactivate_flattr/flattr.php'],
];

/** Hooks that only the clock calls. */
const scheduled = ['flattr_look_after_claim', 'flattr_send', 'flattr_sweep'];

const names = new Set([...shows, ...announces, ...follows, ...scheduled]);

const families = [
  /^(sanitize|auth)_(post|user)_meta_/,
  /^sanitize_option_flattr_settings$/,
  /^update_option_/,
  /^manage_\w+_posts_(columns|custom_column)$/,
];

/**
 * Whether nothing that a request says is written by a hook on which the plugin hangs. A new hook is added here once somebody has
 * looked, or gets a case among the ways in.
 */
export const isHarmless = (hook: string): boolean =>
  names.has(hook) || families.some((family) => family.test(hook));
