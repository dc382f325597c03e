import { expect, test } from 'vitest';
import { type RefusalCode, refusals } from '../refusal.ts';
import { languages } from './language.ts';
import { refusalText, refusalTranslations } from './refusal-text.ts';

const codes = Object.keys(refusals) as RefusalCode[];

test.each(Object.entries(refusalTranslations))('every refusal has its sentence in %s', (_language, texts) => {
  const missing = codes.filter((code) => !texts[code]?.trim());
  expect(missing, 'translate these in packages/domain/src/texts').toEqual([]);
});

test('a refusal is told in each language, and in English where it is not translated', () => {
  expect(languages.map((language) => refusalText('already-flattred', language))).toEqual([
    'You have flattred this already this month.',
    'Das hast du diesen Monat schon geflattrt.',
    'Vous avez déjà flattré ceci ce mois-ci.',
    'Ya has flattreado esto este mes.',
    'Du har redan flattrat det här den här månaden.',
  ]);
});
