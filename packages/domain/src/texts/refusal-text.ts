import { type RefusalCode, refusals } from '../refusal.ts';
import { refusalsInGerman } from './de.ts';
import { refusalsInSpanish } from './es.ts';
import { refusalsInFrench } from './fr.ts';
import type { Language, Translated } from './language.ts';
import { refusalsInSwedish } from './sv.ts';

export const refusalTranslations: Readonly<Record<Translated, Partial<Record<RefusalCode, string>>>> = {
  de: refusalsInGerman,
  fr: refusalsInFrench,
  es: refusalsInSpanish,
  sv: refusalsInSwedish,
};

/** The sentence of a refusal in a language, in English where it is not translated yet. */
export const refusalText = (code: RefusalCode, language: Language): string =>
  (language === 'en' ? undefined : refusalTranslations[language][code]) ?? refusals[code];
