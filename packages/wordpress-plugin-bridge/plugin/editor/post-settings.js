/**
 * The panel of a post's settings in the block editor. It keeps what it says as the post's meta, with the post.
 */
((wp, told) => {
  const { createElement: h } = wp.element;
  const { ExternalLink, SelectControl, TextControl } = wp.components;
  const { useDispatch, useSelect } = wp.data;
  const { __, sprintf } = wp.i18n;
  // WordPress 6.6 moved it from one package to the other.
  const Panel = wp.editor.PluginDocumentSettingPanel || wp.editPost.PluginDocumentSettingPanel;

  const Settings = () => {
    const meta = useSelect((select) => select('core/editor').getEditedPostAttribute('meta'), []);
    const { editPost } = useDispatch('core/editor');
    // A type of posts without custom fields has no meta here; it has the box below the editor.
    if (!meta || !('_flattr_button' in meta)) return null;
    const field = (key) => ({
      value: meta[key] || '',
      onChange: (value) => editPost({ meta: { [key]: value } }),
    });
    return h(
      Panel,
      { name: 'flattr-post', title: __('Flattr', 'flattr') },
      h(SelectControl, {
        label: __('Button', 'flattr'),
        help: __('A post that never has a button cannot be flattred, and is not registered.', 'flattr'),
        options: [
          { value: '', label: __('As in the settings', 'flattr') },
          { value: 'show', label: __('Always', 'flattr') },
          { value: 'hide', label: __('Never', 'flattr') },
        ],
        ...field('_flattr_button'),
      }),
      h(SelectControl, {
        label: __('Kind', 'flattr'),
        options: Object.entries(told.kinds).map(([value, label]) => ({ value, label })),
        ...field('_flattr_kind'),
      }),
      h(TextControl, {
        label: __('Language', 'flattr'),
        help: __('A tag such as en or pt-BR. Empty for the site’s.', 'flattr'),
        maxLength: 35,
        ...field('_flattr_language'),
      }),
      told.split
        ? h(
            ExternalLink,
            { href: told.split.url },
            // translators: %s: the author's handle on Flattr.
            sprintf(__('Propose to share it with %s', 'flattr'), told.split.handle),
          )
        : null,
    );
  };

  wp.plugins.registerPlugin('flattr-post', { render: Settings, icon: null });
})(window.wp, window.flattrPost);
