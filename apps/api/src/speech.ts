import type { RefusalCode } from '@flattr/domain/refusal';
import { isLanguage, type Language, languages } from '@flattr/domain/texts/language';
import { refusalText } from '@flattr/domain/texts/refusal-text';
import type { MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { languageDetector } from 'hono/language';
import { type Facts, translated, withFacts } from './texts/error-text.ts';

/** The language in which an answer's sentences are told, and in which some were. */
export type Speech = { readonly language: Language; readonly told: Set<Language> };

declare module 'hono' {
  interface ContextVariableMap {
    speech: Speech;
  }
}

/** The sentence of a refusal, told to who asks. */
export const tellRefusal = ({ language, told }: Speech, code: RefusalCode): string => {
  told.add(language);
  return refusalText(code, language);
};

/** A sentence with its facts, told to who asks; in English where it is not one of ours. */
export const tellSentence = ({ language, told }: Speech, sentence: string, facts?: Facts): string => {
  const text = translated(sentence, language);
  told.add(text === undefined ? 'en' : language);
  return withFacts(text ?? sentence, facts);
};

const detectLanguage = languageDetector({
  order: ['header'],
  caches: false,
  supportedLanguages: [...languages],
  fallbackLanguage: 'en',
});

const speakIt: MiddlewareHandler = async (c, next) => {
  const language = c.get('language');
  const speech: Speech = { language: isLanguage(language) ? language : 'en', told: new Set() };
  c.set('speech', speech);
  await next();
  if (speech.told.size === 0) return;
  c.res.headers.set('content-language', [...speech.told].join(', '));
  c.res.headers.append('vary', 'Accept-Language');
};

/**
 * Chooses the language by `Accept-Language`, else English. An answer in which a sentence was told says so in `Content-Language`
 * and `Vary`; all others are the same in every language, so that a cache keeps one of them for everybody.
 */
export const speak = every(detectLanguage, speakIt);
