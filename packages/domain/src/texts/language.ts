/** The languages in which people read what is refused and what went wrong; English is where the sentences are written. */
export const languages = ['en', 'de', 'fr', 'es', 'sv'] as const;

export type Language = (typeof languages)[number];

/** The languages into which sentences are translated. */
export type Translated = Exclude<Language, 'en'>;

export const isLanguage = (text: string): text is Language => languages.some((language) => language === text);
