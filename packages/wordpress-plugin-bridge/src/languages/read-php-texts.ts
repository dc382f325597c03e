import { join } from 'node:path';
import { po } from 'gettext-parser';
import { WP_Pot } from 'wp-pot';
import type { Text } from './text.ts';

/** The texts of a plugin's PHP files, and of its header. */
export const readPhpTexts = (plugin: string, main: string): readonly Text[] => {
  const options = { php: { textdomain: 'flattr', metadataFile: main }, pathsRelativeTo: plugin };
  const reader = new WP_Pot(options).parse([join(plugin, '**/*.php')]);
  const { translations } = po.parse(reader.generatePot());
  return Object.values(translations)
    .flatMap((of) => Object.values(of))
    .filter(({ msgid }) => msgid !== '')
    .map(({ msgid, msgctxt = '', msgid_plural, comments }) => ({
      context: msgctxt,
      text: msgid,
      plural: msgid_plural,
      comment: comments?.extracted,
      files: (comments?.reference ?? '').split(/,?\s+/).map((place) => place.replace(/:\d+$/, '')),
    }));
};
