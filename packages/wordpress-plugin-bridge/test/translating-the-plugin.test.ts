import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mo, po } from 'gettext-parser';
import { describe, expect, it } from 'vitest';
import { bytes } from '../src/files.ts';
import { pluralForms, writeCatalogue } from '../src/languages/catalogue.ts';
import { compileLanguages } from '../src/languages/compile-languages.ts';
import { readBlockTexts, readScriptTexts } from '../src/languages/read-script-texts.ts';
import { pluginFolder, readTexts } from '../src/languages/read-texts.ts';
import { mergeTexts } from '../src/languages/text.ts';

const texts = readTexts();
const read = (name: string) => readFileSync(join(pluginFolder, 'languages', name), 'utf8');
const placeholders = (text: string) => (text.match(/%(?:\d+\$)?[sd%]/g) ?? []).sort();
const tags = (text: string) => (text.match(/<[^>]+>/g) ?? []).sort();

it('finds texts of PHP, of scripts, of the block and of the plugin’s header', () => {
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.map(({ context, text }) => [context, text])).toEqual(
    expect.arrayContaining([
      ['', 'You may not do this.'],
      ['', 'Readers see it once a Flattr instance is named in the settings.'],
      ['block title', 'Flattr button'],
      ['', expect.stringMatching(/^A Flattr button under your posts/)],
    ]),
  );
});

it('tells translators what stands for what', () => {
  const untold = texts.filter(({ text, comment }) => placeholders(text).length > 0 && !comment);
  expect(
    untold.map(({ text, files }) => `${files}: say by a translators comment what stands in: ${text}`),
  ).toEqual([]);
});

it('has a template of them all: npm run pot -w packages/wordpress-plugin-bridge', () => {
  expect(read('flattr.pot')).toBe(writeCatalogue(texts));
});

describe.each(Object.keys(pluralForms))('%s', (language) => {
  const catalogue = po.parse(read(`flattr-${language}.po`));
  const said = texts.map((text) => ({
    ...text,
    forms: catalogue.translations[text.context]?.[text.text]?.msgstr ?? [],
  }));

  it('says every text', () => {
    const wanted = (plural: string | undefined) => (plural === undefined ? 1 : 2);
    const missing = said.filter(({ forms, plural }) => forms.filter(Boolean).length !== wanted(plural));
    expect(missing.map(({ text }) => text)).toEqual([]);
  });

  it('says nothing else', () => {
    expect(read(`flattr-${language}.po`)).toBe(writeCatalogue(texts, language, catalogue));
  });

  it('keeps what stands for something, and markup', () => {
    const differ = said.flatMap(({ text, plural, forms }) =>
      forms.filter((form, index) => {
        const source = index > 0 && plural !== undefined ? plural : text;
        return `${placeholders(form)}|${tags(form)}` !== `${placeholders(source)}|${tags(source)}`;
      }),
    );
    expect(differ).toEqual([]);
  });

  it('ends a sentence where the source does', () => {
    const end = (text: string) => /[.…:?!]$/.exec(text.trim())?.[0] ?? '';
    const differ = said.filter(({ text, forms }) => forms.some((form) => end(form) !== end(text)));
    expect(differ.map(({ text }) => text)).toEqual([]);
  });
});

describe('a translation', () => {
  const [text] = mergeTexts(
    readScriptTexts(`// translators: %s: a name.\nwp.i18n.__('Hello %s', 'flattr');`, 'a.js'),
  );
  const hello = text ? [text] : [];

  it('stays where the template is written again, and goes where its text is gone', () => {
    const kept = po.parse(writeCatalogue(hello, 'de_DE').replace(/(Hello %s"\nmsgstr ")"/, '$1Hallo %s"'));
    expect(writeCatalogue(hello, 'de_DE', kept)).toContain('msgstr "Hallo %s"');
    expect(writeCatalogue([], 'de_DE', kept)).not.toContain('Hallo');
  });

  it('is compiled for PHP, and for each script under the name that WordPress looks for', () => {
    const written = writeCatalogue(hello, 'de_DE').replace(/(Hello %s"\nmsgstr ")"/, '$1Hallo %s"');
    const compiled = compileLanguages(new Map([['languages/flattr-de_DE.po', bytes(written)]]));
    const found = mo.parse(Buffer.from(compiled.get('languages/flattr-de_DE.mo') ?? []));
    expect(found.translations['']?.['Hello %s']?.msgstr).toEqual(['Hallo %s']);
    // The MD5 of `a.js`.
    const script = compiled.get('languages/flattr-de_DE-95f0a310f289230d56c3a4949c17963e.json');
    const json = JSON.parse(new TextDecoder().decode(script));
    expect(json.locale_data.messages).toMatchObject({ 'Hello %s': ['Hallo %s'], '': { lang: 'de_DE' } });
  });

  it('of a text that is put together is impossible', () => {
    expect(() => readScriptTexts(`__('a' + name, 'flattr')`, 'b.js')).toThrow('b.js:1');
  });

  it('knows contexts, plurals and comments of a script', () => {
    const found = readScriptTexts(`_nx('%d day', '%d days', days, 'how long', 'flattr');`, 'c.js');
    expect(found).toEqual([
      { context: 'how long', text: '%d day', plural: '%d days', comment: undefined, files: ['c.js'] },
    ]);
    expect(hello[0]?.comment).toBe('translators: %s: a name.');
    expect(readBlockTexts('{"title":"T","description":"D","keywords":["k"]}', 'block.json')).toHaveLength(3);
  });
});
