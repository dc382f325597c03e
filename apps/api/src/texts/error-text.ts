import { type RefusalCode, refusals } from '@flattr/domain/refusal';
import type { Language, Translated } from '@flattr/domain/texts/language';
import { refusalTranslations } from '@flattr/domain/texts/refusal-text';
import { errorsInGerman } from './de.ts';
import type { ErrorSentence } from './error-sentences.ts';
import { errorsInSpanish } from './es.ts';
import { errorsInFrench } from './fr.ts';
import { errorsInSwedish } from './sv.ts';

/** What a sentence tells beside its words: for each name between braces, what stands there in every language. */
export type Facts = Readonly<Record<string, string | number>>;

export const errorTranslations: Readonly<Record<Translated, Partial<Record<ErrorSentence, string>>>> = {
  de: errorsInGerman,
  fr: errorsInFrench,
  es: errorsInSpanish,
  sv: errorsInSwedish,
};

const codes = Object.keys(refusals) as RefusalCode[];

/** The sentences of errors and of refusals in one language, by the English ones. */
const sentencesIn = (language: Translated): ReadonlyMap<string, string> =>
  new Map([
    ...codes.map((code) => [refusals[code], refusalTranslations[language][code] ?? refusals[code]] as const),
    ...Object.entries(errorTranslations[language]),
  ]);

const sentences: Readonly<Record<Translated, ReadonlyMap<string, string>>> = {
  de: sentencesIn('de'),
  fr: sentencesIn('fr'),
  es: sentencesIn('es'),
  sv: sentencesIn('sv'),
};

/** The same sentence in a language, or undefined where it is not translated; the facts are left open. */
export const translated = (sentence: string, language: Language): string | undefined =>
  language === 'en' ? sentence : sentences[language].get(sentence);

/** A sentence with its facts where their names stand between braces. */
export const withFacts = (sentence: string, facts: Facts = {}): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (braced, name: string) =>
    Object.hasOwn(facts, name) ? `${facts[name]}` : braced,
  );
