import { ada, eur, months, type Thing, thingAt } from './cast.ts';

const worth = ['1.583333', '3.166666', '1.583333', '1.583334', '1.583334'];

/** What the API shows of a person who gives: a budget in force, a filled wallet, five flattrs. */
export const supporter = () => ({
  user: ada,
  email: 'ada@people.example',
  emailVerified: true,
  twoFactorEnabled: false,
  recoveryCodesLeft: 0,
  passkeys: [],
  sessions: [],
  budget: { amount: eur('10.00'), monthsAtOnce: 3, fromMonth: '2026-09' } as Budget | null,
  nextBudget: null as Budget | null,
  wallets: [
    {
      balance: eur('27.18'),
      refundable: eur('27.18'),
      history: connection([
        entry('SETTLEMENT', '-10.00', '27.18', '2026-11-01T00:00:03Z', '2026-10'),
        entry('CHARGE', '29.30', '37.18', '2026-10-02T10:00:00Z'),
      ]),
    },
  ],
  fundingChoices: [
    choice(1, '10.00', '0.40', '9.60', '4.0'),
    choice(3, '30.00', '0.70', '29.30', '2.3'),
    choice(6, '60.00', '1.15', '58.85', '1.9'),
    choice(12, '120.00', '2.05', '117.95', '1.7'),
  ],
  charges: connection([
    charge('c2', '30.00', '29.30', 'SUCCEEDED', '2026-11-02T10:00:00Z'),
    charge('c1', '30.00', null, 'FAILED', '2026-11-02T09:55:00Z', 'Your card was declined.'),
  ]),
  card: { brand: 'visa', lastFour: '4242', expires: '2029-03' } as Card | null,
  cardSetup: null as { state: string; at: string } | null,
  claims: connection([]),
  refunds: connection([
    {
      id: 'r2',
      amount: eur('4.60'),
      state: 'FAILED',
      at: '2026-09-12T10:00:00Z',
      failure: 'lost_or_stolen_card' as string | null,
    },
    { id: 'r1', amount: eur('9.20'), state: 'SUCCEEDED', at: '2026-09-10T10:00:00Z', failure: null },
  ]),
  monthSoFar: {
    month: '2026-11',
    endsAt: '2026-12-01T00:00:00Z',
    spent: eur('10.00') as Sum | null,
    fee: eur('0.50') as Sum | null,
    flattrs: [0, 1, 2, 5, 7].map((at, place) => ({
      thing: thingAt(at),
      weight: place === 1 ? 2 : 1,
      flattredAt: `2026-11-${20 - place}T12:00:00Z`,
      standingFlattr: place === 1 ? standing()[0] : null,
      fate: 'COUNTS',
      worth: eur(worth[place] ?? '0') as Sum | null,
    })),
  },
  standingFlattrs: connection(standing()),
  suggestions: connection([
    {
      url: 'https://noor.example/night-train',
      title: 'Night train – Noor',
      plays: 12,
      month: '2026-11',
      thing: null,
    },
  ]),
  months: months().map((month) => ({
    ...month,
    shares: connection(
      month.flattrs === 0
        ? []
        : [share(1, 2, '6.333334'), share(0, 1, '3.166666'), { ...share(4, 1, '0.00'), fate: 'OWN_THING' }],
    ),
  })),
  earnings: earnings(),
  splitInvitations: connection<Proposal>([]),
  tokens: [
    token('t1', 'The blog’s build', ['THINGS_WRITE'], '2026-11-20T08:00:00Z', null),
    token('t2', 'An old laptop', ['ME_READ', 'FLATTR_WRITE'], null, '2026-11-01T08:00:00Z'),
  ],
});

export type ProposedPart = {
  beneficiary: { handle: string; name: string };
  basisPoints: number;
  acceptedAt: string | null;
};

export type Proposal = {
  id: string;
  state: string;
  fromMonth: string | null;
  proposedAt: string;
  proposer: { handle: string; name: string };
  parts: ProposedPart[];
  thing: Thing;
};

function standing() {
  const startedAt = '2026-11-20T12:00:00Z';
  return [
    { thing: thingAt(1), weight: 2, firstMonth: '2026-11', lastMonth: '2027-01' as string | null, startedAt },
    { thing: thingAt(3), weight: 1, firstMonth: '2026-10', lastMonth: null, startedAt },
  ];
}

export type Card = { brand: string | null; lastFour: string | null; expires: string | null };
export type Sum = { amount: string; currency: string };
export type Budget = { amount: Sum; monthsAtOnce: number; maxPerFlattr?: Sum | null; fromMonth: string };
export type Supporter = ReturnType<typeof supporter>;

function share(at: number, weight: number, amount: string) {
  return {
    thing: thingAt(at),
    weight,
    flattredAt: '2026-10-09T12:00:00Z',
    fate: 'COUNTS',
    amount: eur(amount),
  };
}

function choice(monthsAtOnce: number, charge: string, fee: string, credit: string, feeShare: string) {
  return {
    monthsAtOnce,
    charge: eur(charge),
    estimatedFee: eur(fee),
    estimatedCredit: eur(credit),
    feeShare,
  };
}

function charge(
  id: string,
  amount: string,
  credited: string | null,
  state: string,
  at: string,
  failure?: string,
) {
  return {
    id,
    amount: eur(amount),
    credited: credited && eur(credited),
    state,
    at,
    topUp: false,
    failure: failure ?? null,
  };
}

function token(
  id: string,
  name: string,
  scopes: string[],
  lastUsedAt: string | null,
  revokedAt: string | null,
) {
  return { id, name, scopes, createdAt: '2026-10-05T08:00:00Z', lastUsedAt, revokedAt };
}

function entry(kind: string, amount: string, then: string, at: string, month: string | null = null) {
  return { kind, month, at, amount: eur(amount), balanceAfter: eur(then), reference: `entry:${at}` };
}

export function connection<T>(nodes: T[]) {
  return {
    nodes,
    edges: [],
    totalCount: nodes.length,
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  };
}

/** An account at the payment provider, with what it may say of each state. */
export function accountIn(state: string) {
  const [requirements, disabledReason] = [['external_account'], 'requirements.past_due'];
  return { ready: state === 'READY', state, requirements, disabledReason };
}

function earnings() {
  return {
    payoutAccount: null as ReturnType<typeof accountIn> | null,
    balances: [
      {
        total: eur('48.714285'),
        available: eur('31.20'),
        held: eur('17.514285'),
        heldForProof: eur('0.00'),
        sitesWithoutProof: [] as string[],
        minimum: eur('10.00'),
        payable: eur('31.20'),
        history: connection([
          entry('PAYOUT_RETURNED', '12.00', '48.714285', '2026-11-09T06:00:30Z'),
          entry('PAYOUT', '-12.00', '36.714285', '2026-11-09T06:00:00Z'),
          entry('EARNINGS', '48.714285', '48.714285', '2026-11-01T00:04:00Z', '2026-10'),
        ]),
      },
      {
        total: { amount: '1720', currency: 'JPY' },
        available: { amount: '0', currency: 'JPY' },
        held: { amount: '1720', currency: 'JPY' },
        heldForProof: { amount: '0', currency: 'JPY' },
        sitesWithoutProof: [] as string[],
        minimum: { amount: '1500', currency: 'JPY' },
        payable: null,
        history: connection([]),
      },
    ],
    months: [
      {
        month: '2026-10',
        currency: 'EUR',
        amount: eur('17.514285'),
        things: connection([
          { thing: thingAt(0), amount: eur('12.50'), flattrs: 31, basisPoints: 10_000 },
          { thing: thingAt(4), amount: eur('5.014285'), flattrs: 9, basisPoints: 3333 },
        ]),
        availableOn: [
          { day: '2026-11-08', amount: eur('7.514285') },
          { day: '2026-12-02', amount: eur('10.00') },
        ],
      },
    ],
    payouts: connection([
      payout('p1', 'PAID', '22.40', 'tr_1Qx', null),
      payout('p2', 'FAILED', '22.40', null, 'The bank refused it.'),
    ]),
  };
}

function payout(
  id: string,
  state: string,
  amount: string,
  transferId: string | null,
  failure: string | null,
) {
  const [createdAt, endedAt] = ['2026-10-08T00:10:00Z', '2026-10-08T00:11:00Z'];
  return { id, month: '2026-09', amount: eur(amount), state, createdAt, endedAt, transferId, failure };
}
