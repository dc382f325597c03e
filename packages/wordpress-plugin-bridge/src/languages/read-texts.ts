import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPhpTexts } from './read-php-texts.ts';
import { readBlockTexts, readScriptTexts } from './read-script-texts.ts';
import { mergeTexts, type Text } from './text.ts';

export const pluginFolder = join(import.meta.dirname, '../../plugin');

/** Every text of the plugin that is translated, in one order. */
export const readTexts = (): readonly Text[] => {
  const files = readdirSync(pluginFolder, { recursive: true, encoding: 'utf8' }).sort();
  const source = (file: string) => readFileSync(join(pluginFolder, file), 'utf8');
  return mergeTexts([
    ...readPhpTexts(pluginFolder, 'flattr.php'),
    ...files.filter((file) => file.endsWith('.js')).flatMap((file) => readScriptTexts(source(file), file)),
    ...files
      .filter((file) => file.endsWith('block.json'))
      .flatMap((file) => readBlockTexts(source(file), file)),
  ]);
};
