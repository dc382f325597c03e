import { type GetTextTranslation, type GetTextTranslations, po } from 'gettext-parser';
import type { Text } from './text.ts';

/** The languages besides English, by the names that WordPress has for them, and how each counts. */
export const pluralForms: Readonly<Record<string, string>> = {
  de_DE: 'nplurals=2; plural=(n != 1);',
  es_ES: 'nplurals=2; plural=(n != 1);',
  fr_FR: 'nplurals=2; plural=(n > 1);',
  sv_SE: 'nplurals=2; plural=(n != 1);',
};

/** The texts as a file of gettext, with what is translated of them: the template where no language is named. */
export const writeCatalogue = (texts: readonly Text[], language = '', kept?: GetTextTranslations): string => {
  const translations: GetTextTranslations['translations'] = {};
  for (const { context, text, plural, comment, files } of texts) {
    const before = kept?.translations[context]?.[text];
    const forms = plural === undefined ? 1 : 2;
    const entry: GetTextTranslation = {
      msgctxt: context,
      msgid: text,
      ...(plural === undefined ? {} : { msgid_plural: plural }),
      msgstr: Array.from({ length: forms }, (_, form) => before?.msgstr[form] ?? ''),
      comments: {
        ...(comment === undefined ? {} : { extracted: comment }),
        reference: files.join('\n'),
        ...(/%[\d$]*[sd]/.test(text) ? { flag: 'php-format' } : {}),
      },
    };
    translations[context] = { ...translations[context], [text]: entry };
  }
  const headers = {
    'Project-Id-Version': 'Flattr',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    ...(language === '' ? {} : { Language: language, 'Plural-Forms': pluralForms[language] ?? '' }),
    'X-Domain': 'flattr',
  };
  return `${po.compile({ charset: 'utf-8', headers, translations }, { foldLength: 0 })}`
    .trimEnd()
    .concat('\n');
};
