import type { ThingKind } from '@flattr/domain/things/thing-input';

/** Everybody of the demo signs in with this. */
export const seedPassword = 'flattr-demo';

export const emailOf = (handle: string): string => `${handle}@flattr.example`;

type Creator = { readonly name: string; readonly country: string; readonly things: readonly SeedThing[] };

type SeedThing = {
  readonly url: string;
  readonly title: string;
  readonly kind: ThingKind;
  readonly language?: string;
  readonly tags: readonly string[];
};

/** The origin of the blog that the demo serves beside itself; its pages have addresses of their own. */
export const blogSite = 'https://noor.example';

const post = (path: string, title: string, language: string, ...tags: string[]): SeedThing => ({
  url: `${blogSite}/${path}`,
  title,
  kind: 'ARTICLE',
  language,
  tags,
});

export const creators: Readonly<Record<string, Creator>> = {
  noor: {
    name: 'Noor Haddad',
    country: 'DE',
    things: [
      post('bread', 'What a village oven knows about time', 'en', 'food', 'essay'),
      post('night-train', 'Eleven hours on the night train to Narvik', 'en', 'travel'),
      post('layali', 'ليالي المدينة القديمة', 'ar', 'essay'),
    ],
  },
  mika: {
    name: '三浦ミカ',
    country: 'JP',
    things: [
      {
        url: 'https://mika.example/rain',
        title: '雨のあとの歌',
        kind: 'AUDIO',
        language: 'ja',
        tags: ['song'],
      },
      {
        url: 'https://mika.example/ep',
        title: 'Paper Lanterns EP',
        kind: 'AUDIO',
        language: 'en',
        tags: ['song', 'ep'],
      },
    ],
  },
  kiez: {
    name: 'Radio Kiez',
    country: 'DE',
    things: [
      {
        url: 'https://radio-kiez.example/42',
        title: 'Folge 42: Wem gehört der Platz?',
        kind: 'AUDIO',
        language: 'de',
        tags: ['podcast'],
      },
      {
        url: 'https://radio-kiez.example/43',
        title: 'Folge 43: Die letzte Druckerei',
        kind: 'AUDIO',
        language: 'de',
        tags: ['podcast'],
      },
    ],
  },
  lea: {
    name: 'Léa Martin',
    country: 'FR',
    things: [
      {
        url: 'https://lea.example/bretagne',
        title: 'Bretagne, trois hivers',
        kind: 'IMAGE',
        language: 'fr',
        tags: ['photography'],
      },
      {
        url: 'https://lea.example/mains',
        title: 'Mains au travail',
        kind: 'IMAGE',
        language: 'fr',
        tags: ['photography', 'portrait'],
      },
    ],
  },
  kofi: {
    name: 'Kofi Mensah',
    country: 'GB',
    things: [
      {
        url: 'https://tiny-maps.example/',
        title: 'tiny-maps, offline maps in 40 kB',
        kind: 'SOFTWARE',
        language: 'en',
        tags: ['library'],
      },
      {
        url: 'https://tiny-maps.example/editor',
        title: 'The tiny-maps editor',
        kind: 'SOFTWARE',
        language: 'en',
        tags: ['tool'],
      },
    ],
  },
  solveig: {
    name: 'Solveig Ås',
    country: 'SE',
    things: [
      {
        url: 'https://solveig.example/bat',
        title: 'Så bygger du en eka, del 1 till 5',
        kind: 'VIDEO',
        language: 'sv',
        tags: ['boats'],
      },
    ],
  },
  jonas: {
    name: 'Jonas Weber',
    country: 'AT',
    things: [
      {
        url: 'https://jonas.example/',
        title: 'Jonas Weber, accordion in the street',
        kind: 'PERSON',
        language: 'en',
        tags: ['music'],
      },
      {
        url: 'https://jonas.example/scores',
        title: 'Forty waltzes, free scores',
        kind: 'OTHER',
        language: 'en',
        tags: ['music'],
      },
    ],
  },
};

type Supporter = {
  readonly name: string;
  readonly amount: string;
  readonly currency: string;
  readonly monthsAtOnce: 1 | 3 | 6 | 12;
  /** What they flattr: in the first month, in the second, and in the one that is still open. */
  readonly months: readonly [readonly string[], readonly string[], readonly string[]];
};

/** A flattr is a thing by the end of its address, and a weight where it is not 1: `rain×3`. */
export const supporters: Readonly<Record<string, Supporter>> = {
  ada: {
    name: 'Ada Lindqvist',
    amount: '10',
    currency: 'EUR',
    monthsAtOnce: 3,
    months: [
      ['bread', 'night-train', 'rain', '42'],
      ['bread×2', '43', 'tiny-maps.example/', 'bretagne'],
      ['night-train', 'rain', 'bat'],
    ],
  },
  emil: {
    name: 'Emil Novák',
    amount: '20',
    currency: 'EUR',
    monthsAtOnce: 6,
    months: [
      ['bread×2', 'night-train', '42', 'mains'],
      ['layali', 'night-train×3', 'scores', '43'],
      ['layali×4', 'bread×3', 'jonas.example/', 'ep'],
    ],
  },
  fay: {
    name: 'Fay Okafor',
    amount: '5',
    currency: 'EUR',
    monthsAtOnce: 12,
    months: [
      ['42', 'tiny-maps.example/', 'editor'],
      ['43', '42'],
      ['43', 'bread', 'editor', 'mains'],
    ],
  },
  ben: {
    name: 'Ben Castillo',
    amount: '12',
    currency: 'USD',
    monthsAtOnce: 3,
    months: [
      ['ep', 'tiny-maps.example/×3'],
      ['ep', 'bread', 'editor'],
      ['tiny-maps.example/', 'ep', 'night-train'],
    ],
  },
  chiyo: {
    name: '高橋千代',
    amount: '2000',
    currency: 'JPY',
    monthsAtOnce: 3,
    months: [
      ['rain×2', 'bretagne'],
      ['rain', 'ep'],
      ['rain', 'mains', 'bretagne'],
    ],
  },
  dag: {
    name: 'Dag Berglund',
    amount: '150',
    currency: 'SEK',
    monthsAtOnce: 3,
    months: [
      ['bat×2', 'night-train'],
      ['bat', 'scores'],
      ['bat', 'night-train', 'tiny-maps.example/'],
    ],
  },
};
