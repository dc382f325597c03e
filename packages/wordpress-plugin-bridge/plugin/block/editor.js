/**
 * The block in the editor: a picture of the button with its settings beside it. Nothing here can flattr, and no instance is asked.
 */
((wp, defaults) => {
  const { createElement: h, Fragment } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { PanelBody, SelectControl, TextControl, ToggleControl } = wp.components;
  const { __ } = wp.i18n;

  const petal = 'M0-1C-3.3-2.8-4.2-5.1-4.2-6.8a4.2 4.2 0 0 1 8.4 0C4.2-5.1 3.3-2.8 0-1Z';

  /** Our mark: a blossom of four shares. */
  const mark = (attributes) =>
    h(
      'svg',
      { viewBox: '-12 -12 24 24', 'aria-hidden': true, focusable: false, ...attributes },
      [90, 180, 270, 0].map((turn) => h('path', { key: turn, d: petal, transform: `rotate(${turn})` })),
    );

  /** How the button looks to readers. */
  const picture = ({ variant = defaults.variant, count = defaults.count, label }) =>
    h(
      'span',
      { className: `flattr-preview is-${variant}` },
      mark(),
      variant === 'compact' ? null : label || defaults.label,
      count ? h('b', { className: 'flattr-preview-count' }, '0') : null,
    );

  const settings = ({ attributes, setAttributes }) =>
    h(
      PanelBody,
      { title: __('Button', 'flattr') },
      h(TextControl, {
        label: __('Address', 'flattr'),
        help: __('What is flattred. Empty for the post that the button stands in.', 'flattr'),
        type: 'url',
        value: attributes.url || '',
        onChange: (url) => setAttributes({ url: url.trim() || undefined }),
      }),
      h(SelectControl, {
        label: __('Look', 'flattr'),
        value: attributes.variant || '',
        options: [
          { value: '', label: __('As in the settings', 'flattr') },
          { value: 'solid', label: __('Solid', 'flattr') },
          { value: 'quiet', label: __('Quiet', 'flattr') },
          { value: 'compact', label: __('Compact', 'flattr') },
        ],
        onChange: (variant) => setAttributes({ variant: variant || undefined }),
      }),
      h(TextControl, {
        label: __('Text', 'flattr'),
        placeholder: defaults.label,
        value: attributes.label || '',
        onChange: (label) => setAttributes({ label: label || undefined }),
      }),
      h(ToggleControl, {
        label: __('Show this month’s count', 'flattr'),
        help: __('Readers’ browsers then ask the Flattr instance for it as the page opens.', 'flattr'),
        checked: attributes.count ?? defaults.count,
        onChange: (count) => setAttributes({ count }),
      }),
    );

  wp.blocks.registerBlockType('flattr/button', {
    icon: mark({ width: 24, height: 24 }),
    edit: (props) =>
      h(
        Fragment,
        null,
        h(InspectorControls, null, settings(props)),
        h(
          'div',
          useBlockProps(),
          picture(props.attributes),
          defaults.configured
            ? null
            : h(
                'p',
                { className: 'flattr-unconfigured' },
                __('Readers see it once a Flattr instance is named in the settings.', 'flattr'),
              ),
        ),
      ),
    save: () => null,
  });
})(window.wp, window.flattrBlock);
