import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  confirmationPath,
  kindOf,
  type LegacyThing,
  languageOf,
  readAnchor,
  readAutoSubmit,
  readAutoSubmitQuery,
  readFrame,
  readOtherLink,
  readPaymentLinks,
} from './index.ts';
import { plainText } from './plain-text.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
/** As it can stand in `rev`: no semicolon, and white space only within. */
const said = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((value) => value.replace(/[;\s]+/g, ' ').trim())
  .filter(Boolean);

const values = fc.record({
  uid: word,
  title: said,
  category: fc.constantFrom('text', 'images', 'video', 'audio', 'software', 'people', 'rest'),
  language: fc.constantFrom('en_GB', 'de_DE', 'pt_BR', 'zh_CN', 'sv_SE'),
  tags: fc.uniqueArray(word, { minLength: 1 }).map((tags) => tags.join(',')),
  hidden: fc.constantFrom('0', '1'),
  url: fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => !url.includes(';')),
});

it('says the same in rev, in rel, in data attributes and in a link', () => {
  fc.assert(
    fc.property(values, (given) => {
      const entries = Object.entries(given);
      const written = `flattr;${entries.map(([key, value]) => `${key}:${value}`).join(';')};`;
      const data = Object.fromEntries(entries.map(([key, value]) => [`data-flattr-${key}`, value]));
      const { uid, ...rest } = given;
      const link = `https://flattr.com/submit/auto?${new URLSearchParams({ user_id: uid, ...rest })}`;
      const [thing, ...others] = [
        readAnchor({ attributes: { rev: written } }),
        readAnchor({ attributes: { rel: written } }),
        readAnchor({ attributes: data }),
        readAutoSubmit(link),
      ];
      expect(thing?.url).toBe(new URL(given.url).href);
      expect(thing?.title).toBe(given.title);
      for (const other of others) expect(other).toEqual(thing);
    }),
  );
});

it('reads whatever stands there without an error, and every thing is whole', () => {
  const whole = (thing: LegacyThing | undefined) => {
    if (!thing) return;
    expect(['http:', 'https:']).toContain(new URL(thing.url).protocol);
    expect(thing.description?.length ?? 0).toBeLessThanOrEqual(1000);
    expect(thing.tags.every((tag) => tag.trim() === tag && tag !== '' && !tag.includes(','))).toBe(true);
    expect(new URL(confirmationPath(thing), 'https://flattr.example').pathname).toBe('/flattr');
  };
  fc.assert(
    fc.property(text, text, text, (one, other, third) => {
      whole(readAnchor({ attributes: { href: one, rev: `flattr;${other}`, lang: third }, content: third }));
      whole(
        readAnchor(
          { attributes: { href: '/x', title: one }, content: other },
          { page: 'https://a.example/' },
        ),
      );
      whole(readAutoSubmitQuery(`${one}&url=${other}&title=${third}`));
      whole(readAutoSubmitQuery(`url=https://a.example/${one}&title=${other}&language=${third}`));
      for (const href of [one, `https://flattr.com/${one}`, `https://flattr.com/submit/auto?${one}`]) {
        whole(readAutoSubmit(href));
        whole(readFrame(href, 'https://a.example/'));
        readOtherLink(href);
        readPaymentLinks([
          { rel: other, href },
          { rel: 'payment', href },
        ]).forEach(whole);
      }
    }),
  );
});

it('takes time in proportion to the text', () => {
  const long = 50_000;
  const begun = performance.now();
  for (const piece of ['<a', '<br', '&amp', '&', ' ', '&amp;', '<!--', 'a;', '%'])
    expect(plainText(piece.repeat(long)).length).toBeLessThanOrEqual(1000);
  for (const piece of ['&', '&amp;', 'amp;', 'url=a://&', '%E', '+', '&#038;'])
    readAutoSubmitQuery(piece.repeat(long));
  expect(performance.now() - begun).toBeLessThan(4000);
});

it('has a kind for each category', () => {
  const categories = ['text', 'images', 'video', 'audio', 'software', 'people', 'rest'];
  const kinds = ['ARTICLE', 'IMAGE', 'VIDEO', 'AUDIO', 'SOFTWARE', 'PERSON', 'OTHER'];
  expect(categories.map(kindOf)).toEqual(kinds);
  expect(['', 'constructor', '__proto__', 'films'].map(kindOf)).toEqual(Array(4).fill(undefined));
});

it('has a language for each name of one, and none for what is none', () => {
  const named = ['en_GB', 'de_de', 'zh_CN', 'iw_IL', 'in_ID', 'no_NO', 'sv-SE', 'pt', 'zh_Hant_TW'];
  const tags = ['en-GB', 'de-DE', 'zh-CN', 'he-IL', 'id-ID', 'no-NO', 'sv-SE', 'pt', 'zh-Hant-TW'];
  expect(named.map(languageOf)).toEqual(tags);
  const none = ['', 'JavaScript', 'JAVA', 'C++', 'xx_YY', 'qq', 'en_', '-', 'e', 'php', 'language'];
  expect(none.map(languageOf)).toEqual(none.map(() => undefined));
});

it('tells of a hidden thing its address alone', () => {
  const thing = readAutoSubmitQuery('url=https://a.example/&title=Secret&tags=a&category=text&hidden=1');
  expect(thing && confirmationPath(thing)).toBe('/flattr?url=https%3A%2F%2Fa.example%2F');
});
