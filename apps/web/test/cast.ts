/** What the tests' own API holds: things of several kinds and languages, and one person's view of them. */
export type Thing = {
  id: string;
  uuid: string;
  slug: string;
  url: string;
  title: string;
  kind: string;
  language: string | null;
  tags: string[];
  creator: { handle: string; name: string } | null;
  viewerRegistered: boolean;
  createdAt: string;
  unpublishedAt: string | null;
  flattrCount: number;
  split: { beneficiary: { handle: string; name: string }; basisPoints: number }[];
};

export const ada = { handle: 'ada', name: 'Ada Okafor' };

const creators = [
  { handle: 'mirna', name: 'Mirna Petrović' },
  { handle: 'kenji', name: '佐藤 健二' },
  { handle: 'layla', name: 'ليلى حداد' },
  { handle: 'tomas', name: 'Tomás de la Fuente y Álvarez-Castellanos' },
];

const described = [
  ['How a river remembers its bed', 'ARTICLE', 'en', 214],
  ['小さな庭の手入れについて、祖母が教えてくれた十二のこと', 'ARTICLE', 'ja', 98],
  ['لماذا نكتب الرسائل بخط اليد', 'ARTICLE', 'ar', 61],
  ['Night trains, episode 12: Wien–Venezia', 'AUDIO', 'de', 187],
  ['Field recordings from a thawing lake', 'AUDIO', 'en', 44],
  [
    'Building a kayak out of nothing but ash, string and stubbornness, in nineteen evenings',
    'VIDEO',
    'en',
    120,
  ],
  ['Sombras de la ciudad', 'IMAGE', 'es', 35],
  ['tinysieve: filters for streams that never end', 'SOFTWARE', 'en', 1204],
  [
    'Pneumonoultramicroscopicsilicovolcanoconiosis_and_other_names_without_a_single_space',
    'SOFTWARE',
    null,
    3,
  ],
  ['Mirna Petrović', 'PERSON', 'hr', 17],
  ['A knitting pattern for a hat with three corners', 'OTHER', 'en', 1],
] as const;

export const things: readonly Thing[] = described.map(([title, kind, language, flattrCount], at) => {
  const creator = creators[at % creators.length] ?? ada;
  const uuid = `0199e7a0-0000-7000-8000-${`${at}`.padStart(12, '0')}`;
  return {
    id: `Thing:${uuid}`,
    uuid,
    slug: `thing-${at}`,
    url: `https://site${at}.example/things/${at}`,
    title,
    kind,
    language,
    tags: at % 2 === 0 ? ['quiet', 'made by hand'] : [],
    creator,
    viewerRegistered: false,
    createdAt: '2026-10-03T08:00:00Z',
    unpublishedAt: null,
    flattrCount,
    split: [{ beneficiary: creator, basisPoints: 10_000 }],
  };
});

export const thingAt = (at: number): Thing => {
  const thing = things[at];
  if (!thing) throw new Error(`the cast has no thing ${at}`);
  return thing;
};

export const eur = (amount: string) => ({ amount, currency: 'EUR' });

export const months = (budget = '10.00') => [
  {
    month: '2026-10',
    budget: eur(budget),
    spent: eur('10.00'),
    fee: eur('0.50'),
    kept: eur('7.18'),
    flattrs: 12,
  },
  {
    month: '2026-09',
    budget: eur(budget),
    spent: eur('0.00'),
    fee: eur('0.00'),
    kept: eur('17.18'),
    flattrs: 0,
  },
];

export const settledMonths = [
  {
    month: '2026-10',
    state: 'PUBLISHED',
    algorithm: 1,
    feeBasisPoints: 500,
    cutAt: '2026-11-01T00:00:02Z',
    publishedAt: '2026-11-01T00:04:40Z',
    paidAt: null,
    challengeEndsAt: '2026-11-08T00:04:40Z',
    statements: [
      totals('EUR', ['1204.50', '31.25', '593.75', '579.50', '12.34'], [96, 31, 88, 812]),
      totals('JPY', ['42000', '900', '17100', '24000', '0'], [20, 6, 11, 61]),
    ],
  },
];

function totals(currency: string, sums: readonly string[], counts: readonly number[]) {
  const [wallets, fees, distributed, kept, escrowed] = sums.map((amount) => ({ amount, currency }));
  const [supporters, creators, things, flattrs] = counts;
  return { currency, wallets, fees, distributed, kept, escrowed, supporters, creators, things, flattrs };
}

export type Settlement = ReturnType<typeof settlement>;

/** How far a settlement of 1,200 wallets is. */
export function settlement(state: string, percent: number) {
  return {
    month: '2026-10',
    state,
    shards: 40,
    shardsSettled: (40 * percent) / 100,
    percent,
    supporters: 12 * percent,
    supportersPerSecond: state === 'CUT' && percent > 0 ? 20 : 0,
    secondsLeft: (state === 'CUT' && percent > 0 ? 125 : null) as number | null,
  };
}
