const slugLengthMax = 60;

/** The readable part of a thing's address: the title's words in their script, Latin letters without marks. */
export function thingSlug(title: string): string {
  const words = foldLatin(title.normalize('NFKC').toLowerCase().replace(dropped, '')).match(word) ?? [];
  return shorten(words.join('-')) || 'thing';
}

// What is never drawn (fillers, joiners, selectors) would make two slugs that look the same.
const dropped = /['’ʼ‘`´\p{Default_Ignorable_Code_Point}]/gu;
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*/gu;

// Latin letters that no Unicode decomposition takes apart.
const latinLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
};

function foldLatin(text: string): string {
  const unmarked = text.normalize('NFD').replace(/(\p{Script=Latin})\p{M}+/gu, '$1');
  return unmarked.replace(/[ßæœøðđþłħıŋŧĸ]/g, (letter) => latinLetters[letter] ?? letter).normalize('NFC');
}

/** Cuts at the last word that fits, or inside a word where that would lose more than half. */
function shorten(slug: string): string {
  if (slug.length <= slugLengthMax) return slug;
  const wordEnd = slug.lastIndexOf('-', slugLengthMax);
  if (wordEnd >= slugLengthMax / 2) return slug.slice(0, wordEnd);
  return slug.slice(0, slugLengthMax).replace(/[\uD800-\uDBFF]$/, '');
}
