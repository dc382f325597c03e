import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { po } from 'gettext-parser';
import { pluralForms, writeCatalogue } from './catalogue.ts';
import { pluginFolder, readTexts } from './read-texts.ts';

/** `npm run pot`: writes the template of the plugin's texts, and brings each language's file to it; translations stay. */
const folder = join(pluginFolder, 'languages');
mkdirSync(folder, { recursive: true });
const texts = readTexts();
writeFileSync(join(folder, 'flattr.pot'), writeCatalogue(texts));
for (const language of Object.keys(pluralForms)) {
  const path = join(folder, `flattr-${language}.po`);
  const kept = existsSync(path) ? po.parse(readFileSync(path)) : undefined;
  const written = writeCatalogue(texts, language, kept);
  writeFileSync(path, written);
  const all = Object.values(po.parse(written).translations).flatMap((of) => Object.values(of));
  const missing = all.filter(({ msgid, msgstr }) => msgid !== '' && msgstr.some((form) => form === ''));
  console.log(`${language}: ${texts.length} texts, ${missing.length} not translated`);
}
