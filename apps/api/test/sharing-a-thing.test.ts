import type { ThingId, UserId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { readSplits } from '@flattr/domain/splits/read-splits';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, tokenOf } from './open-api.ts';

let open: OpenApi;
const people: Record<string, As> = {};
const url = 'https://band.example/song';
let thing: ThingId;
let songs = 0;

beforeAll(async () => {
  open = await openApi();
  for (const handle of ['ada', 'ben', 'cleo', 'dan']) people[handle] = await open.joins(handle);
});
afterAll(() => open.close());

const publish = async (address: string): Promise<ThingId> => {
  const ada = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'ada' } });
  return open.world.publishes({ id: ada.id as UserId, handle: 'ada' }, address, 'A song');
};

beforeEach(async () => {
  songs += 1;
  thing = await publish(`${url}/${songs}`);
});

const proposalFields = `id state fromMonth proposer { handle } thing { uuid }
  parts { beneficiary { handle } basisPoints acceptedAt }`;

const split = (...parts: [string, number][]) =>
  parts.map(([handle, basisPoints]) => ({ handle, basisPoints }));

const propose = async (parts: object[], as = 'ada', which: object = { thing }) => {
  const answer = await open.ask(
    `mutation ($input: ProposeSplitInput!) { proposeSplit(input: $input) {
       proposal { ${proposalFields} } errors { code path message } } }`,
    { input: { ...which, parts } },
    people[as],
  );
  return answer.data?.proposeSplit ?? answer.errors?.[0]?.extensions;
};

const verb = async (name: 'accept' | 'decline' | 'withdraw', proposal: string, as: string) => {
  const { data } = await open.ask(
    `mutation ($proposal: ID!) { answer: ${name}Split(input: { proposal: $proposal }) {
       proposal { ${proposalFields} } errors { code path } } }`,
    { proposal },
    people[as],
  );
  const { errors } = data.answer;
  return errors.length > 0
    ? errors.map(({ code }: { code: string }) => code).join()
    : data.answer.proposal.state;
};

const seen = async (as?: string, uuid: ThingId = thing) => {
  const { data } = await open.ask(
    `query ($uuid: ID) { thing(uuid: $uuid) { split { beneficiary { handle } basisPoints }
       splitProposal { ${proposalFields} } viewerCanFlattr { allowed refusal { code } } } }`,
    { uuid },
    as ? people[as] : {},
  );
  return data.thing;
};

type PartRow = { beneficiary: { handle: string }; basisPoints: number };
const told = (parts: readonly PartRow[]) =>
  parts.map(({ beneficiary, basisPoints }) => `${beneficiary.handle} ${basisPoints}`).join(', ');
const inForce = async () => told((await seen()).split);

const invited = async (as: string) => {
  const { data } = await open.ask(
    `{ viewer { splitInvitations(first: 5) { totalCount nodes { ${proposalFields} } pageInfo { hasNextPage } } } }`,
    {},
    people[as],
  );
  return data.viewer.splitInvitations;
};

describe('a split', () => {
  test('takes effect whole when the last beneficiary accepts, and not before', async () => {
    expect(await inForce()).toBe('ada 10000');
    const made = await propose(split(['ada', 5_000], ['@Ben', 3_333], ['cleo', 1_667]));
    expect(made).toMatchObject({
      errors: [],
      proposal: { state: 'OPEN', fromMonth: null, thing: { uuid: thing } },
    });
    expect(
      made.proposal.parts.map(({ acceptedAt }: { acceptedAt: string | null }) => acceptedAt !== null),
    ).toEqual([true, false, false]);
    const { id } = made.proposal;
    expect(await verb('accept', id, 'cleo')).toBe('OPEN');
    expect(await inForce()).toBe('ada 10000');
    expect((await seen('ben')).viewerCanFlattr.allowed).toBe(true);
    expect(await verb('accept', id, 'ben')).toBe('IN_FORCE');
    expect(await inForce()).toBe('ada 5000, ben 3333, cleo 1667');
    expect((await seen('ada')).splitProposal).toBeNull();
    expect(await propose(split(['ada', 10_000]))).toMatchObject({
      proposal: { state: 'IN_FORCE', fromMonth: '2026-11' },
    });
    expect(await inForce()).toBe('ada 10000');
  });

  test('may leave its creator out, who names the thing by its address', async () => {
    const { proposal } = await propose(split(['ben', 10_000]), 'ada', {
      url: `${url}/${songs}?utm_source=x`,
    });
    expect(proposal.state).toBe('OPEN');
    expect(await verb('accept', proposal.id, 'ben')).toBe('IN_FORCE');
    expect(await inForce()).toBe('ben 10000');
    expect(await propose(split(['ben', 10_000]), 'ben')).toMatchObject({
      errors: [{ code: 'NOT_YOUR_THING' }],
    });
  });

  test('is shown open to those whom it concerns, and in force to everybody', async () => {
    const { proposal } = await propose(split(['ada', 7_500], ['ben', 2_500]));
    expect((await seen('ben')).splitProposal.id).toBe(proposal.id);
    expect((await seen('ada')).splitProposal.id).toBe(proposal.id);
    expect((await seen('cleo')).splitProposal).toBeNull();
    expect((await seen()).splitProposal).toBeNull();
    const token = { token: await tokenOf(open, people.ben ?? {}, ['EARNINGS_READ']) };
    const { data } = await open.ask(
      'query ($uuid: ID) { thing(uuid: $uuid) { splitProposal { id } } }',
      { uuid: thing },
      token,
    );
    expect(data.thing.splitProposal).toBeNull();
  });

  test('waits among the invitations of each beneficiary until they answer', async () => {
    const before = (await invited('dan')).totalCount;
    const { proposal } = await propose(split(['ada', 1], ['dan', 9_998], ['cleo', 1]));
    const { totalCount, nodes } = await invited('dan');
    expect([totalCount - before, nodes[0].id, told(nodes[0].parts)]).toEqual([
      1,
      proposal.id,
      'dan 9998, ada 1, cleo 1',
    ]);
    expect((await invited('ada')).totalCount).toBe(0);
    await verb('accept', proposal.id, 'dan');
    expect((await invited('dan')).totalCount).toBe(before);
  });

  test('ends when a beneficiary declines, also one who had accepted; its proposer is told', async () => {
    const { proposal } = await propose(split(['ada', 5_000], ['ben', 2_500], ['cleo', 2_500]));
    await verb('accept', proposal.id, 'ben');
    expect(await verb('decline', proposal.id, 'ben')).toBe('DECLINED');
    expect(await verb('accept', proposal.id, 'cleo')).toBe('PROPOSAL_ENDED');
    expect((await seen('ada')).splitProposal).toMatchObject({ id: proposal.id, state: 'DECLINED' });
    expect((await seen('ben')).splitProposal).toBeNull();
    expect((await invited('cleo')).nodes).not.toContainEqual(expect.objectContaining({ id: proposal.id }));
    expect(await inForce()).toBe('ada 10000');
  });

  test('can be taken back while it is open, and a newer proposal takes its place', async () => {
    const first = (await propose(split(['ada', 5_000], ['ben', 5_000]))).proposal.id;
    const second = (await propose(split(['ada', 6_000], ['ben', 4_000]))).proposal.id;
    expect(await verb('accept', first, 'ben')).toBe('PROPOSAL_ENDED');
    expect(await verb('withdraw', second, 'ada')).toBe('WITHDRAWN');
    expect(await verb('withdraw', second, 'ada')).toBe('PROPOSAL_ENDED');
    expect(await verb('accept', second, 'ben')).toBe('PROPOSAL_ENDED');
    expect((await seen('ada')).splitProposal).toBeNull();
    expect(await inForce()).toBe('ada 10000');
  });
});

describe('is refused, and no row changes:', () => {
  test.each([
    ['nobody', [], 'BENEFICIARIES_OUT_OF_RANGE', ['parts']],
    [
      '21 beneficiaries',
      split(...Array.from({ length: 21 }, (_, at): [string, number] => [`u${at}`, 1])),
      'BENEFICIARIES_OUT_OF_RANGE',
      ['parts'],
    ],
    ['a sum of 9,999', split(['ada', 5_000], ['ben', 4_999]), 'SPLIT_NOT_WHOLE', ['parts']],
    ['a sum of 10,001', split(['ada', 5_000], ['ben', 5_001]), 'SPLIT_NOT_WHOLE', ['parts']],
    [
      'a part of 0',
      split(['ada', 10_000], ['ben', 0]),
      'BASIS_POINTS_OUT_OF_RANGE',
      ['parts', '1', 'basisPoints'],
    ],
    [
      'a part below 0',
      split(['ada', 10_001], ['ben', -1]),
      'BASIS_POINTS_OUT_OF_RANGE',
      ['parts', '0', 'basisPoints'],
    ],
    [
      'the largest number there is',
      split(['ada', 2_147_483_647]),
      'BASIS_POINTS_OUT_OF_RANGE',
      ['parts', '0', 'basisPoints'],
    ],
    [
      'one named twice',
      split(['ben', 5_000], [' @BEN', 5_000]),
      'BENEFICIARY_TWICE',
      ['parts', '1', 'handle'],
    ],
    [
      'a handle of nobody',
      split(['ada', 1], ['nobody', 9_999]),
      'BENEFICIARY_UNKNOWN',
      ['parts', '1', 'handle'],
    ],
    [
      'a handle that cannot be',
      split(["'; DROP TABLE splits; --", 10_000]),
      'BENEFICIARY_UNKNOWN',
      ['parts', '0', 'handle'],
    ],
    [
      'a handle of a null byte',
      split(['ben\u0000', 10_000]),
      'BENEFICIARY_UNKNOWN',
      ['parts', '0', 'handle'],
    ],
    ['an empty handle', split(['', 10_000]), 'BENEFICIARY_UNKNOWN', ['parts', '0', 'handle']],
  ])('%s', async (_what, parts, code, path) => {
    const before = await open.rows();
    const { errors, proposal } = await propose(parts);
    expect([proposal, errors.length, errors[0].code, errors[0].path]).toEqual([null, 1, code, path]);
    expect(errors[0].message).toMatch(/^[A-Z].*\.$/);
    expect(await open.rows()).toEqual(before);
  });

  test('half a basis point, a thing of another, and a thing that nobody registered', async () => {
    const before = await open.rows();
    expect((await propose(split(['ada', 9_999.5], ['ben', 0.5]))).code).toBe('BAD_USER_INPUT');
    expect((await propose(split(['ben', 10_000]), 'ben')).errors).toMatchObject([
      { code: 'NOT_YOUR_THING', path: ['thing'] },
    ]);
    expect((await propose(split(['ada', 10_000]), 'ada', { thing: 'x' })).errors[0].code).toBe(
      'THING_UNKNOWN',
    );
    expect((await propose(split(['ada', 10_000]), 'ada', {})).code).toBe('BAD_USER_INPUT');
    expect(await open.rows()).toEqual(before);
  });

  test('what a stranger does to a proposal, and what names none', async () => {
    const { proposal } = await propose(split(['ada', 5_000], ['ben', 5_000]));
    for (const name of ['accept', 'decline', 'withdraw'] as const) {
      expect(await verb(name, proposal.id, 'cleo')).toBe('PROPOSAL_UNKNOWN');
      for (const id of ['x', '', thing, "' OR 1=1", proposal.id.toUpperCase()])
        expect(await verb(name, id, 'ben')).toBe('PROPOSAL_UNKNOWN');
    }
    expect(await verb('withdraw', proposal.id, 'ben')).toBe('PROPOSAL_UNKNOWN');
    expect(await inForce()).toBe('ada 10000');
  });

  test('accepting twice, and answering what is in force', async () => {
    const { proposal } = await propose(split(['ada', 5_000], ['ben', 2_500], ['cleo', 2_500]));
    expect(await verb('accept', proposal.id, 'ada')).toBe('ALREADY_ACCEPTED');
    expect(await verb('accept', proposal.id, 'ben')).toBe('OPEN');
    expect(await verb('accept', proposal.id, 'ben')).toBe('ALREADY_ACCEPTED');
    expect(await verb('accept', proposal.id, 'cleo')).toBe('IN_FORCE');
    expect(await verb('accept', proposal.id, 'cleo')).toBe('ALREADY_ACCEPTED');
    expect(await verb('decline', proposal.id, 'ben')).toBe('SPLIT_IN_FORCE');
    expect(await verb('withdraw', proposal.id, 'ada')).toBe('SPLIT_IN_FORCE');
    expect(await inForce()).toBe('ada 5000, ben 2500, cleo 2500');
  });
});

describe('at once', () => {
  test('twenty acceptances of twenty, some sent twice, put it in force once', async () => {
    const handles = Array.from({ length: 20 }, (_, at) => `crew${at}`);
    for (const handle of handles) people[handle] = await open.joins(handle);
    const { proposal } = await propose(handles.map((handle) => ({ handle, basisPoints: 500 })));
    const answers = await Promise.all([...handles, ...handles].map((as) => verb('accept', proposal.id, as)));
    expect(answers.filter((one) => one === 'ALREADY_ACCEPTED')).toHaveLength(20);
    expect(answers.filter((one) => one === 'OPEN' || one === 'IN_FORCE')).toHaveLength(20);
    expect((await seen()).split).toHaveLength(20);
  });

  test('an acceptance and a withdrawal leave it either in force or not', async () => {
    for (let round = 0; round < 8; round++) {
      const at = await publish(`${url}/race/${round}`);
      const { proposal } = await propose(split(['ada', 5_000], ['ben', 5_000]), 'ada', { thing: at });
      const [accepted, withdrawn] = await Promise.all([
        verb('accept', proposal.id, 'ben'),
        verb('withdraw', proposal.id, 'ada'),
      ]);
      expect([
        ['IN_FORCE', 'SPLIT_IN_FORCE'],
        ['PROPOSAL_ENDED', 'WITHDRAWN'],
      ]).toContainEqual([accepted, withdrawn]);
      expect((await seen(undefined, at)).split).toHaveLength(accepted === 'IN_FORCE' ? 2 : 1);
    }
  });

  test('two proposals leave one open', async () => {
    const made = await Promise.all(
      [5_000, 6_000, 7_000].map((points) => propose(split(['ada', points], ['ben', 10_000 - points]))),
    );
    expect(made.map(({ errors }) => errors)).toEqual([[], [], []]);
    const states = await Promise.all(made.map(({ proposal }) => verb('accept', proposal.id, 'ben')));
    expect(states.filter((state) => state === 'IN_FORCE')).toHaveLength(1);
  });
});

describe('nobody flattrs what they have any part in', () => {
  const flattr = async (as: string) => {
    const { data } = await open.ask(
      'mutation ($thing: ID) { flattr(input: { thing: $thing }) { errors { code } } }',
      { thing },
      people[as],
    );
    return data.flattr.errors[0]?.code ?? 'FLATTRED';
  };

  test('from the moment on in which it is in force, and not after the next one', async () => {
    const { proposal } = await propose(split(['ben', 10_000]));
    expect(await flattr('ada')).toBe('OWN_THING');
    expect((await seen('ben')).viewerCanFlattr).toEqual({ allowed: true, refusal: null });
    await verb('accept', proposal.id, 'ben');
    expect((await seen('ben')).viewerCanFlattr).toEqual({ allowed: false, refusal: { code: 'OWN_THING' } });
    expect([await flattr('ben'), await flattr('ada'), await flattr('dan')]).toEqual([
      'OWN_THING',
      'OWN_THING',
      'FLATTRED',
    ]);
    await propose(split(['ada', 10_000]));
    expect((await seen('ben')).viewerCanFlattr.allowed).toBe(true);
    expect(await flattr('ben')).toBe('FLATTRED');
  });
});

describe('an acceptance that lands after a month’s cut counts for the next month', () => {
  const inMonth = async (month: string) => {
    const splits = await readSplits(open.world.platform.pool, asMonth(month), [thing]);
    return splits.get(thing)?.map(({ basisPoints }) => basisPoints);
  };

  test('when it waited while the month was being cut', async () => {
    await propose(split(['ada', 10_000]));
    const { proposal } = await propose(split(['ada', 7_000], ['ben', 3_000]));
    const closer = await open.world.owner.connect();
    await closer.query("BEGIN; SELECT close_month_to_others('2026-11')");
    const accepted = verb('accept', proposal.id, 'ben');
    await waitsForMonth();
    await open.world.moveClockTo('2026-12-01T00:00:00Z');
    await closer.query('COMMIT');
    closer.release();
    expect(await accepted).toBe('IN_FORCE');
    expect([await inMonth('2026-11'), await inMonth('2026-12')]).toEqual([[10_000], [7_000, 3_000]]);
  });

  test('when the month was settled long ago, which stays as it was', async () => {
    const { proposal } = await propose(split(['ada', 1], ['ben', 9_999]));
    await open.world.moveClockTo('2027-02-03T00:00:00Z');
    await turnMonths(open.world.platform);
    expect(await verb('accept', proposal.id, 'ben')).toBe('IN_FORCE');
    expect([await inMonth('2027-01'), await inMonth('2027-02'), await inMonth('2030-01')]).toEqual([
      undefined,
      [9_999, 1],
      [9_999, 1],
    ]);
  });

  const waitsForMonth = async () => {
    await expect
      .poll(async () => {
        const { rows } = await open.world.owner.query(
          "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 70 AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        );
        return rows.length;
      })
      .toBe(1);
  };
});
