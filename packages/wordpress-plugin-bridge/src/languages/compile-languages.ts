import { createHash } from 'node:crypto';
import { type GetTextTranslation, mo, po } from 'gettext-parser';
import { bytes, type Files } from '../files.ts';
import { pluralForms } from './catalogue.ts';

/** What WordPress loads of each language: a `.mo` for PHP, and a `.json` for each script that has texts. */
export const compileLanguages = (plugin: Files): Files => {
  const compiled: Files = new Map();
  for (const [path, content] of plugin) {
    const language = /^languages\/flattr-(\w+)\.po$/.exec(path)?.[1];
    if (!language) continue;
    const catalogue = po.parse(`${new TextDecoder().decode(content)}`);
    const entries = Object.values(catalogue.translations)
      .flatMap((of) => Object.values(of))
      .filter(({ msgid, msgstr }) => msgid !== '' && msgstr.every((form) => form !== ''));
    compiled.set(path.replace(/po$/, 'mo'), mo.compile(catalogue));
    for (const [script, texts] of byScript(entries)) {
      // As WordPress names them: by the script's path in the plugin.
      const name = createHash('md5').update(script).digest('hex');
      compiled.set(`languages/flattr-${language}-${name}.json`, bytes(forScript(language, texts)));
    }
  }
  return compiled;
};

const byScript = (entries: readonly GetTextTranslation[]): ReadonlyMap<string, GetTextTranslation[]> => {
  const found = new Map<string, GetTextTranslation[]>();
  for (const entry of entries)
    for (const file of entry.comments?.reference?.split(/\s+/) ?? [])
      if (file.endsWith('.js')) found.set(file, [...(found.get(file) ?? []), entry]);
  return found;
};

const forScript = (language: string, entries: readonly GetTextTranslation[]): string => {
  const messages: Record<string, unknown> = {
    '': { domain: 'messages', lang: language, 'plural-forms': pluralForms[language] },
  };
  for (const { msgctxt, msgid, msgstr } of entries)
    messages[msgctxt ? `${msgctxt}\u0004${msgid}` : msgid] = msgstr;
  return `${JSON.stringify({ domain: 'messages', locale_data: { messages } })}\n`;
};
