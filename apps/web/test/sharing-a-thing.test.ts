import { expect, it } from 'vitest';
import { ada, thingAt } from './cast.ts';
import { proposalTo } from './cast-split.ts';
import { openWeb, type State } from './open-web.ts';

const { uuid, slug, creator } = thingAt(0);
const address = `/t/${uuid}/${slug}`;

const adaMadeIt = (state: State) => {
  for (const thing of state.things) {
    if (thing.uuid !== uuid) continue;
    thing.creator = ada;
    thing.split = [{ beneficiary: ada, basisPoints: 10_000 }];
  }
};

const rows = (...typed: [string, string][]): [string, string][] => [
  ['thing', uuid],
  ['rows', '4'],
  ...typed.flatMap(([handle, percent]): [string, string][] => [
    ['handle', handle],
    ['percent', percent],
  ]),
];

const sentOf = (open: ReturnType<typeof openWeb>) =>
  open.asked.filter(({ query }) => query.includes('mutation')).map(({ variables }) => variables);

it('says on a thing’s page between whom it is shared, where it is not its creator’s alone', async () => {
  const { visit, state } = openWeb();
  expect(await (await visit(address)).text()).not.toContain('What it is given');
  const [thing] = state.things;
  if (!thing) throw new Error('the cast has no thing');
  thing.split = [
    { beneficiary: creator ?? ada, basisPoints: 6_667 },
    { beneficiary: ada, basisPoints: 3_333 },
  ];
  const text = await (await visit(address)).text();
  expect(text.replace(/<[^>]+>/g, '')).toContain(
    `What it is given is shared between ${creator?.name} 66.67% and ${ada.name} 33.33%.`,
  );
  thing.split = [{ beneficiary: ada, basisPoints: 10_000 }];
  expect((await (await visit(address)).text()).replace(/<[^>]+>/g, '')).toContain(
    `What it is given goes to ${ada.name}.`,
  );
});

it('gives the form to the creator alone, filled with what is in force', async () => {
  const open = openWeb(adaMadeIt);
  const text = await (await open.visit(address, 'ada')).text();
  expect(text).toContain('action="/me/splits/propose#split"');
  expect(text).toMatch(/name="handle" value="ada"/);
  expect(text).toMatch(/name="percent" value="100"/);
  expect(text.match(/name="handle"/g)).toHaveLength(4);
  expect(await (await open.visit(address)).text()).not.toContain('/me/splits/propose');
  expect(await (await openWeb().visit(address, 'ada')).text()).not.toContain('/me/splits/propose');
});

it('proposes what was typed in whole basis points, without the rows that were left empty', async () => {
  const open = openWeb((state) => {
    adaMadeIt(state);
    state.proposals = [proposalTo(ada)];
  });
  const answer = await open.send(
    '/me/splits/propose',
    rows(['ada', '33,34'], ['', ''], [' ben ', '66.65 %'], ['cleo', '0.01']),
    'ada',
  );
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${address}#proposal`]);
  expect(sentOf(open)).toEqual([
    {
      input: {
        thing: uuid,
        parts: [
          { handle: 'ada', basisPoints: 3_334 },
          { handle: 'ben', basisPoints: 6_665 },
          { handle: 'cleo', basisPoints: 1 },
        ],
      },
    },
  ]);
});

it('gives more rows without sending anything, up to as many as a split has', async () => {
  const open = openWeb(adaMadeIt);
  const more = await open.send('/me/splits/propose', [...rows(['ben', '12.345']), ['more', '1']], 'ada');
  const text = await more.text();
  expect(more.status).toBe(200);
  expect(text.match(/name="handle"/g)).toHaveLength(9);
  expect(text).toContain('value="12.345"');
  const most = await open.send(
    '/me/splits/propose',
    [
      ['thing', uuid],
      ['rows', '99'],
      ['more', '1'],
    ],
    'ada',
  );
  const all = await most.text();
  expect(all.match(/name="handle"/g)).toHaveLength(20);
  expect(all).not.toContain('name="more"');
  expect(sentOf(open)).toEqual([]);
});

it('shows a percent that is none at its row, and sends nothing', async () => {
  const open = openWeb(adaMadeIt);
  const answer = await open.send('/me/splits/propose', rows(['ada', '50'], ['ben', '49.999']), 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(422);
  expect(text).toContain('id="percent-1-refusal">Give a percent such as 25 or 33.33');
  expect(text).toMatch(/id="handle-1" name="handle" value="ben"/);
  expect(sentOf(open)).toEqual([]);
});

it('shows each refusal where it belongs, with what was typed', async () => {
  const refused = async (code: string, message: string, path: string[]) => {
    const open = openWeb((state) => {
      adaMadeIt(state);
      state.refusal = { code, message, path };
    });
    const answer = await open.send('/me/splits/propose', rows(['ada', '50'], ['nobody', '49']), 'ada');
    expect(answer.status).toBe(422);
    return answer.text();
  };
  expect(await refused('BENEFICIARY_UNKNOWN', 'Nobody here.', ['parts', '1', 'handle'])).toContain(
    'id="handle-1-refusal">Nobody here.',
  );
  expect(await refused('BASIS_POINTS_OUT_OF_RANGE', 'Too few.', ['parts', '0', 'basisPoints'])).toContain(
    'id="percent-0-refusal">Too few.',
  );
  const sum = await refused('SPLIT_NOT_WHOLE', 'Not whole.', ['parts']);
  expect(sum).toContain('These percents add up to 99, and have to be 100.');
  expect(sum).toMatch(/value="nobody"/);
  expect(await refused('NOT_YOUR_THING', 'Not yours.', ['thing'])).toContain('role="alert">Not yours.');
});

it('tells a beneficiary on every page that something waits, and what', async () => {
  const { visit, state } = openWeb();
  expect(await (await visit('/me/month', 'ada')).text()).not.toContain('/me/splits');
  expect(await (await visit('/me/splits', 'ada')).text()).toContain('Nothing waits for your answer.');
  const asked = proposalTo(ada);
  state.viewer.splitInvitations.nodes.push(asked);
  state.viewer.splitInvitations.totalCount = 1;
  expect(await (await visit('/me/month', 'ada')).text()).toContain('href="/me/splits"');
  const text = await (await visit('/me/splits', 'ada')).text();
  for (const part of [asked.thing.title, '33.33%', '66.67%', 'Accept', 'Decline', 'waits for your answer'])
    expect(text).toContain(part);
  expect((await visit('/me/splits')).headers.get('location')).toBe('/sign-in?next=%2Fme%2Fsplits');
});

it('shows a proposal on the thing’s page to whom it concerns, with what they can do', async () => {
  const { visit, state } = openWeb();
  const asked = proposalTo(ada);
  state.proposals = [asked];
  const verbs = async () =>
    [...(await (await visit(address, 'ada')).text()).matchAll(/"\/me\/splits\/(\w+)[#"]/g)].map(
      ([, verb]) => verb,
    );
  expect(await verbs()).toEqual(['accept', 'decline']);
  for (const part of asked.parts) part.acceptedAt = '2026-11-21T00:00:00Z';
  expect(await verbs()).toEqual(['decline']);
  adaMadeIt(state);
  asked.proposer = ada;
  expect(await verbs()).toEqual(['withdraw', 'propose']);
  asked.state = 'DECLINED';
  expect(await (await visit(address, 'ada')).text()).toContain('Your last proposal was declined');
  expect(await verbs()).toEqual(['propose']);
});

it('answers a proposal and shows what became of it, or why not', async () => {
  const open = openWeb((state) => {
    state.proposals = [proposalTo(ada)];
  });
  const led = async (verb: string) =>
    (await open.send(`/me/splits/${verb}`, { proposal: 'p1' }, 'ada')).headers.get('location');
  expect([await led('accept'), await led('decline'), await led('withdraw')]).toEqual([
    address,
    '/me/splits',
    address,
  ]);
  expect(sentOf(open)).toEqual(Array.from({ length: 3 }, () => ({ input: { proposal: 'p1' } })));
  open.state.refusal = { code: 'PROPOSAL_ENDED', message: 'It is over.', path: ['proposal'] };
  for (const verb of ['accept', 'decline', 'withdraw']) {
    const answer = await open.send(`/me/splits/${verb}`, { proposal: 'p1' }, 'ada');
    expect([answer.status, (await answer.text()).includes('It is over.')]).toEqual([422, true]);
    expect((await open.visit(`/me/splits/${verb}`)).headers.get('location')).toBe('/me/splits');
  }
});
