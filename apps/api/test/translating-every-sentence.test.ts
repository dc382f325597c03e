import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusals } from '@flattr/domain/refusal';
import { refusalTranslations } from '@flattr/domain/texts/refusal-text';
import { describe, expect, it } from 'vitest';
import { errorSentences } from '../src/texts/error-sentences.ts';
import { errorTranslations, translated, withFacts } from '../src/texts/error-text.ts';

const source = join(import.meta.dirname, '../src');

/** What a translation keeps as it is: placeholders, code, addresses, names in capitals, header names and numbers. */
const kept = [
  /\{\w+\}/g,
  /`[^`]+`/g,
  /"[^"]+"/g,
  /https?:\/\/[\w.~/-]*/g,
  /\/?\.well-known[\w./-]*/g,
  /application\/[\w-]+/g,
  /\b[A-Z]{3,}(?:[-_][A-Z]+)*\b/g,
  /(?<!\S)\/\w[\w/-]*\w/g,
  /\[[^\]]+\]/g,
  /\b(?:[A-Z][a-z]+-)+[A-Z][a-z]+\b/g,
  /\bpt-BR\b|[@#?](?=[\s.]|$)/g,
  /\d+/g,
];

/** 10,000 is 10.000 in German and 10 000 in French, 0.01 is 0,01: the digits are the same. */
const plain = (text: string) =>
  text.replaceAll(/(?<=\d)[.,\u00a0\u202f](?=\d)/g, '').replaceAll(/\.(?=\s|$)/g, '');

const keptIn = (text: string) => kept.flatMap((pattern) => plain(text).match(pattern) ?? []).sort();

const lost = (english: string, text: string): readonly string[] => {
  const has = keptIn(text);
  return keptIn(english).filter((token) => {
    const at = has.indexOf(token);
    if (at >= 0) has.splice(at, 1);
    return at < 0;
  });
};

/** What is wrong by the typesetting of a language; in French no space before a colon breaks. */
const mistypeset = {
  de: /['"«»”]|\d %/,
  fr: /['"“„]|[^\u00a0][:»%]|[^\u202f][;!]|«[^\u00a0]/,
  es: /['"“„]|\d %/,
  sv: /['"“„«»]|\d %/,
};

/** A sentence without addresses, and without the code that the English one has too. */
const proseOf = (text: string, english: string) =>
  text.replaceAll(/`[^`]+`|"[^"]+"|\[[^\]]+\]|https?:\/\//g, (code) => (english.includes(code) ? '' : code));

const pairsIn = (language: keyof typeof errorTranslations) => [
  ...Object.entries(refusals).map(
    ([code, english]) =>
      [
        code,
        english,
        Object.entries(refusalTranslations[language]).find(([of]) => of === code)?.[1],
      ] as const,
  ),
  ...errorSentences.map((english) => [english, english, errorTranslations[language][english]] as const),
];

describe.each(['de', 'fr', 'es', 'sv'] as const)('in %s', (language) => {
  const pairs = pairsIn(language).flatMap(([of, english, text]) => (text ? [{ of, english, text }] : []));

  it('every sentence of an error is told', () => {
    const missing = errorSentences.filter((sentence) => !errorTranslations[language][sentence]?.trim());
    expect(missing, 'translate these in apps/api/src/texts').toEqual([]);
  });

  it('no sentence is the English one', () => {
    expect(pairs.filter(({ english, text }) => text === english)).toEqual([]);
  });

  it('no sentence loses a number, a name or a place for a fact', () => {
    const wrong = pairs.map(({ of, english, text }) => [of, lost(english, text)]);
    expect(wrong.filter(([, tokens]) => tokens?.length)).toEqual([]);
  });

  it('every sentence is a sentence, typeset as its language is', () => {
    expect(pairs.filter(({ text }) => !/^[A-Z¿¡ÀÉÖÄÅÜ`].*[.]$/s.test(text))).toEqual([]);
    expect(pairs.filter(({ english, text }) => mistypeset[language].test(proseOf(text, english)))).toEqual(
      [],
    );
  });
});

describe('a sentence of ours', () => {
  it('is in the list, wherever an error is made of it', () => {
    const known = new Set<string>([...errorSentences, ...Object.values(refusals)]);
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.ts$/.test(file),
    );
    const made = /\b(?:badInput|forbidden|unauthenticated|GraphQLError)\(\s*(['"`])(.+?)\1\s*[,)]/gs;
    const unknown = files.flatMap((file) =>
      [...readFileSync(join(source, file), 'utf8').matchAll(made)]
        .map(([, , sentence = '']) => sentence)
        .filter((sentence) => !known.has(sentence))
        .map((sentence) => `${file}: ${sentence}`),
    );
    expect(unknown, 'list these in error-sentences.ts, with {names} where facts stand').toEqual([]);
  });

  it('is told in English where it is not translated, with its facts', () => {
    expect(translated('Syntax Error: Unexpected Name "x".', 'de')).toBeUndefined();
    expect(translated('This address is longer than 2048 characters.', 'sv')).toBe(
      'Adressen är längre än 2048 tecken.',
    );
    expect(withFacts('{a} and {b} and {a}, not {constructor}', { a: '{b}', b: 2 })).toBe(
      '{b} and 2 and {b}, not {constructor}',
    );
  });
});
