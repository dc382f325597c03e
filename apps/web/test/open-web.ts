import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, graphql } from 'graphql';
import { createWeb, type Mailbox } from '../src/index.ts';
import { type Settlement, settledMonths, settlement, type Thing, things } from './cast.ts';
import { type Proposal, type Supporter, supporter } from './supporter.ts';

export const origin = 'https://flattr.example';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../schema.graphql'), 'utf8'));

type Args = { readonly [name: string]: unknown };
type Input = { readonly input: { readonly [name: string]: unknown } };
type Refused = { code: string; message: string; path: string[] };

/**
 * Our pages over an API made of plain values, each answer checked against the contract. `cookie: session=ada` is the
 * supporter; whatever else asks is nobody. `asked` records what the API was told.
 */
export const openWeb = (change: (state: State) => void = () => {}, mailbox?: Mailbox) => {
  const state = newState();
  change(state);
  const asked: { headers: Record<string, string>; query: string; variables: unknown }[] = [];
  const web = createWeb({
    origin,
    mailbox,
    fetch: async (url, init) => {
      if (`${url}`.startsWith(`${origin}/counts`)) return counts(state, `${url}`, init);
      const headers = Object.fromEntries(new Headers(init.headers));
      const { query, variables } = JSON.parse(`${init.body}`);
      asked.push({ headers, query, variables });
      if (state.down) throw new Error('the API is down');
      const viewer = headers.cookie?.includes('session=ada') ? state.viewer : null;
      if (query.includes('mutation') && !viewer) return refuse('UNAUTHENTICATED', 401);
      const rootValue = { ...answers(state, viewer), ...mutations(state) };
      return Response.json(await graphql({ schema, source: query, variableValues: variables, rootValue }));
    },
  });
  const visit = async (path: string, as?: 'ada') =>
    web.request(`${origin}${path}`, { headers: cookieOf(as) });
  const send = async (path: string, form: Record<string, string> | [string, string][], as?: 'ada') =>
    web.request(`${origin}${path}`, {
      method: 'POST',
      headers: { ...cookieOf(as), origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  return { web, state, asked, visit, send };
};

const cookieOf = (as?: string): Record<string, string> => (as ? { cookie: `session=${as}` } : {});

/** What the API tells any page of counts, as long as nobody's cookie asks for it. */
const counts = (state: State, address: string, init: RequestInit) => {
  if (state.down || new Headers(init.headers).has('cookie')) return new Response('', { status: 503 });
  const asked = new URL(address).searchParams.getAll('url');
  const countOf = (url: string) => state.things.find((thing) => thing.url === url)?.flattrCount ?? 0;
  return Response.json({ month: '2026-11', counts: asked.map((url) => ({ url, count: countOf(url) })) });
};

const refuse = (code: string, status: number) =>
  Response.json({ errors: [{ message: 'Sign in.', extensions: { code, requestId: 'r-1' } }] }, { status });

const newState = () => ({
  now: '2026-11-22T11:00:00Z',
  down: false,
  things: structuredClone([...things]),
  settledMonths: structuredClone(settledMonths),
  settlement: null as Settlement | null,
  viewer: structuredClone(supporter()) as Supporter,
  flattred: new Set<string>(),
  proposals: [] as Proposal[],
  /** What stands, by address: its terms. */
  standing: new Map<string, object>(),
  refusal: null as Refused | null,
});

export type State = ReturnType<typeof newState>;

const answers = (state: State, viewer: Supporter | null) => {
  const dress = (thing: Thing | undefined) => thing && dressed(thing, state, viewer);
  const most = ({ kind, month, first }: Args) =>
    state.things
      .filter(
        (thing) => (!kind || thing.kind === kind) && (!month || month === '2026-10') && thing.flattrCount > 0,
      )
      .sort((one, other) => other.flattrCount - one.flattrCount)
      .slice(0, Number(first))
      .map((thing) => ({ thing: dress(thing), flattrCount: thing.flattrCount }));
  return {
    now: state.now,
    viewer: viewer && byMonth(viewer),
    payoutCountries: ['AT', 'DE', 'SE'],
    currencies: ['EUR', 'JPY', 'USD'].map((currency) => ({
      currency,
      budgetMinimum: { amount: currency === 'JPY' ? '300' : '2.00', currency },
      payoutMinimum: { amount: currency === 'JPY' ? '1500' : '10.00', currency },
    })),
    mostFlattred: most,
    thing: ({ url, uuid }: Args) =>
      dress(state.things.find((thing) => thing.url === url || thing.uuid === uuid)),
    searchThings: ({ query, kind }: Args) => {
      const words = `${query}`.toLowerCase();
      const found = state.things.filter(
        (thing) => (!kind || thing.kind === kind) && thing.title.toLowerCase().includes(words),
      );
      const pageInfo = {
        hasNextPage: found.length > 2,
        hasPreviousPage: false,
        startCursor: 'a',
        endCursor: 'z&"',
      };
      return { nodes: found.map(dress), pageInfo, totalCount: found.length };
    },
    user: ({ handle }: Args) => {
      const made = state.things.filter((thing) => thing.creator?.handle === handle);
      const person = made[0]?.creator ?? (handle === viewer?.user.handle ? viewer?.user : undefined);
      const nodes = made.map(dress);
      const pageInfo = {
        hasNextPage: nodes.length > 2,
        hasPreviousPage: false,
        startCursor: 'a',
        endCursor: 'z&"',
      };
      return (
        person && {
          ...person,
          joinedAt: '2026-09-01T00:00:00Z',
          flattrsReceived: made.reduce((sum, { flattrCount }) => sum + flattrCount, 0),
          things: { nodes, pageInfo, totalCount: nodes.length },
        }
      );
    },
    settlement: ({ month }: Args) =>
      state.settlement?.month === month
        ? state.settlement
        : state.settledMonths.some((settled) => settled.month === month)
          ? { ...settlement('PUBLISHED', 100), month }
          : null,
    settledMonths: state.settledMonths,
    settledMonth: ({ month }: Args) => state.settledMonths.find((settled) => settled.month === month) ?? null,
  };
};

/** Lists that the API gives whole, or of one month alone. */
const byMonth = (viewer: Supporter) => {
  const of =
    <Row extends { month: string }>(rows: Row[]) =>
    ({ month }: Args) =>
      rows.filter((row) => !month || row.month === month);
  const { months, earnings } = viewer;
  return { ...viewer, months: of(months), earnings: { ...earnings, months: of(earnings.months) } };
};

const dressed = (thing: Thing, state: State, viewer: Supporter | null) => {
  const viewerHasFlattred = viewer !== null && state.flattred.has(thing.url);
  const own = viewer?.user.handle === thing.creator?.handle;
  const refusal = own
    ? { code: 'OWN_THING', message: 'This is your own. A flattr is for somebody else.', path: [] }
    : thing.unpublishedAt
      ? { code: 'THING_UNPUBLISHED', message: 'It takes no more flattrs.', path: [] }
      : viewerHasFlattred
        ? { code: 'ALREADY_FLATTRED', message: 'You have flattred this already this month.', path: [] }
        : null;
  const splitProposal = state.proposals.find((proposal) => viewer && proposal.thing.uuid === thing.uuid);
  return {
    ...thing,
    viewerRegistered: viewer !== null && thing.viewerRegistered,
    splitProposal,
    flattrsRefused: false,
    viewerHasFlattred,
    viewerStandingFlattr: (viewer && state.standing.get(thing.url)) ?? null,
    viewerCanFlattr: { allowed: !refusal, refusal },
  };
};

const mutations = (state: State) => {
  const errors = () => (state.refusal ? [state.refusal] : []);
  const refused = () => state.refusal !== null;
  return {
    flattr: ({ input: { url } }: Input) => {
      const again = state.flattred.has(`${url}`);
      if (!refused()) state.flattred.add(`${url}`);
      const second = {
        code: 'ALREADY_FLATTRED',
        message: 'You have flattred this already this month.',
        path: [],
      };
      return { thing: null, month: '2026-11', errors: again ? [second] : errors() };
    },
    setUpTwoFactor: () => ({
      secret: 'ONSWG4TFOQ',
      uri: 'otpauth://totp/Flattr:ada%40people.example?secret=ONSWG4TFOQ&issuer=Flattr&digits=6&period=30',
      recoveryCodes: ['abcde-fghij'],
      errors: errors(),
    }),
    dismissSuggestion: ({ input: { url } }: Input) => ({ dismissedUrl: url, errors: [] }),
    undoFlattr: ({ input: { url } }: Input) => {
      if (!refused()) state.flattred.delete(`${url}`);
      return { thing: null, errors: errors() };
    },
    startStandingFlattr: ({ input: { url, months } }: Input) => {
      const terms = {
        weight: 1,
        firstMonth: '2026-11',
        lastMonth: months ? '2027-01' : null,
        startedAt: state.now,
      };
      if (!refused()) {
        state.standing.set(`${url}`, terms);
        state.flattred.add(`${url}`);
      }
      return { thing: null, standingFlattr: null, errors: errors() };
    },
    stopStandingFlattr: ({ input: { url } }: Input) => {
      if (!refused()) state.standing.delete(`${url}`);
      return { thing: null, errors: errors() };
    },
    setBudget: ({ input }: Input) => {
      const { amount, currency, monthsAtOnce, maxPerFlattr } = input;
      const budget = {
        amount: { amount: `${amount}`, currency: `${currency}` },
        monthsAtOnce: Number(monthsAtOnce),
        maxPerFlattr: maxPerFlattr ? { amount: `${maxPerFlattr}`, currency: `${currency}` } : null,
        fromMonth: '2026-11',
      };
      if (!refused()) state.viewer.budget = budget;
      return { budget: refused() ? null : budget, errors: errors() };
    },
    fundWallet: () => ({
      checkoutUrl: 'https://pay.example/checkout/1?a=1&b=2',
      amount: null,
      errors: errors(),
    }),
    changeCard: () => ({
      checkoutUrl: refused() ? null : 'https://pay.example/card',
      errors: errors(),
    }),
    removeCard: () => {
      if (!refused()) state.viewer.card = null;
      return { errors: errors() };
    },
    refundWallet: ({ input: { currency } }: { input: { currency: string } }) => {
      const [wallet] = state.viewer.wallets;
      if (!refused() && wallet) wallet.refundable = { amount: '0.00', currency };
      return { amount: null, errors: errors() };
    },
    requestPayout: () => ({ payout: null, errors: errors() }),
    setUpPayouts: () => ({
      onboardingUrl: refused() ? null : 'https://pay.example/onboarding',
      errors: errors(),
    }),
    createToken: () => ({
      secret: refused() ? null : 'flt_pat_shown-this-once',
      token: null,
      errors: errors(),
    }),
    ...Object.fromEntries(
      ['proposeSplit', 'acceptSplit', 'declineSplit', 'withdrawSplit'].map((name) => [
        name,
        () => ({ proposal: refused() ? null : (state.proposals[0] ?? null), errors: errors() }),
      ]),
    ),
    revokeToken: () => ({ token: null, errors: errors() }),
  };
};
