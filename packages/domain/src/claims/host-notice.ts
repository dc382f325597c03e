import { domainToUnicode } from 'node:url';

/** What a person is warned of in a host that is not written in plain ASCII; hosts themselves are shown in punycode. */
export type HostNotice = {
  readonly unicode: string;
  /** The plain name that it can be mistaken for. */
  readonly looksLike: string | null;
  /** One of its labels mixes letters of scripts that no language mixes. */
  readonly mixedScripts: boolean;
};

/** Letters that can be taken for a Latin one where they stand alone, accents apart. */
const alike: Readonly<Record<string, string>> = {
  ...pairs('аɑα', 'a'),
  ...pairs('ЬЪƄв', 'b'),
  ...pairs('сϲᴄ', 'c'),
  ...pairs('ԁɗ', 'd'),
  ...pairs('еҽєε', 'e'),
  ...pairs('ғƒ', 'f'),
  ...pairs('ɡցġ', 'g'),
  ...pairs('һհ', 'h'),
  ...pairs('іıɩι', 'i'),
  ...pairs('јϳ', 'j'),
  ...pairs('кκ', 'k'),
  ...pairs('ӏłⅼ', 'l'),
  ...pairs('мᴍ', 'm'),
  ...pairs('ոռпη', 'n'),
  ...pairs('оοօσ০๐', 'o'),
  ...pairs('рρ', 'p'),
  ...pairs('ԛզ', 'q'),
  ...pairs('гᴦ', 'r'),
  ...pairs('ѕꜱ', 's'),
  ...pairs('тτ', 't'),
  ...pairs('υսц', 'u'),
  ...pairs('ѵν', 'v'),
  ...pairs('ԝшѡω', 'w'),
  ...pairs('хχ', 'x'),
  ...pairs('уүγ', 'y'),
  ...pairs('ᴢʐ', 'z'),
};

function pairs(letters: string, latin: string): Record<string, string> {
  return Object.fromEntries([...letters].map((letter) => [letter, latin]));
}

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Thai',
  'Bengali',
  'Devanagari',
];
const eastAsian = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'];
const tests = new Map(
  [...scripts, ...eastAsian].map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')]),
);

/** Looks at a host as people see it; null for one in plain ASCII. */
export const hostNotice = (host: string): HostNotice | null => {
  if (!/(^|\.)xn--/.test(host)) return null;
  const unicode = domainToUnicode(host);
  const plain = [...unicode.normalize('NFKD')]
    .map((letter) => alike[letter] ?? letter)
    .filter((letter) => !/\p{M}/u.test(letter))
    .join('');
  return {
    unicode,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant.
    looksLike: /^[\x00-\x7f]+$/.test(plain) && plain !== host ? plain : null,
    mixedScripts: unicode.split('.').some(mixesScripts),
  };
};

/** Japanese and Korean write several scripts, and Latin letters beside them; nobody mixes Latin and Cyrillic. */
const mixesScripts = (label: string): boolean => {
  const used = [...tests].filter(([, test]) => test.test(label)).map(([name]) => name);
  const others = used.filter((name) => !eastAsian.includes(name));
  if (used.length > others.length) return others.some((name) => name !== 'Latin');
  return others.length > 1;
};
