import { newId, type SplitId, type ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { readSplits } from '@flattr/domain/splits/read-splits';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

let world: World;
let ada: Person;
let ben: Person;
let thing: ThingId;
let inForce: SplitId;
let open: SplitId;

beforeAll(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
  ben = await world.joins('ben');
  await world.joins('cleo');
  thing = await world.publishes(ada, 'https://song.example/');
  inForce = await proposeSplit(world.platform, ada.id, {
    thingId: thing,
    parts: [{ handle: 'ada', basisPoints: 10_000 }],
  });
  open = await proposeSplit(world.platform, ada.id, {
    thingId: thing,
    parts: [
      { handle: 'ada', basisPoints: 6_000 },
      { handle: 'ben', basisPoints: 4_000 },
    ],
  });
  await openMonth(world.platform, asMonth('2026-12'));
});
afterAll(() => world.close());

const forge = (month: string, more = '') =>
  `UPDATE splits SET from_month = '${month}', in_force_at = flattr_now()${more} WHERE id = 'OPEN'`;
const accept = `UPDATE split_parts SET accepted_at = flattr_now() WHERE split_id = 'OPEN' AND accepted_at IS NULL`;
const proposal = `INSERT INTO splits (id, thing_id, proposed_by) SELECT '0199e7a0-0000-7000-8000-000000000001', id, creator_id FROM things`;
const parts = (sum: number) =>
  `INSERT INTO split_parts SELECT '0199e7a0-0000-7000-8000-000000000001', creator_id, ${sum} FROM things`;

it.each([
  ['a split in force that not all have accepted', forge('2026-11'), 'FL005'],
  ['a split for the month before', `${accept}; ${forge('2026-10')}`, 'FL005'],
  ['a split for a month to come, though it is open', `${accept}; ${forge('2026-12')}`, 'FL005'],
  [
    'another month of a split in force',
    "UPDATE splits SET from_month = '2026-12' WHERE id = 'INFORCE'",
    'FL005',
  ],
  [
    'a split in force that is taken back',
    "UPDATE splits SET from_month = NULL, in_force_at = NULL WHERE id = 'INFORCE'",
    'FL005',
  ],
  [
    'a split in force that is moved in front',
    "UPDATE splits SET in_force_at = 'infinity' WHERE id = 'INFORCE'",
    'FL005',
  ],
  [
    'the end of a split in force',
    "UPDATE splits SET ended_at = flattr_now(), ended_by = proposed_by WHERE id = 'INFORCE'",
    'FL005',
  ],
  ['other basis points', "UPDATE split_parts SET basis_points = 1 WHERE split_id = 'INFORCE'", '42501'],
  [
    'another beneficiary',
    "UPDATE split_parts SET beneficiary_id = 'BEN' WHERE split_id = 'INFORCE'",
    '42501',
  ],
  ['the removal of a split', 'DELETE FROM splits', '42501'],
  ['the removal of a part', 'DELETE FROM split_parts', '42501'],
  ['emptying the splits', 'TRUNCATE splits CASCADE', '42501'],
  ['another thing of a split', "UPDATE splits SET thing_id = thing_id WHERE id = 'OPEN'", '42501'],
  ['a part more of a split in force', "INSERT INTO split_parts VALUES ('INFORCE', 'BEN', 1)", 'FL005'],
  [
    'a part more of a proposal',
    "INSERT INTO split_parts SELECT 'OPEN', id, 1 FROM users WHERE handle = 'cleo'",
    '23514',
  ],
  ['an acceptance taken back', "UPDATE split_parts SET accepted_at = NULL WHERE split_id = 'OPEN'", 'FL005'],
  [
    'an acceptance of a split in force, once more',
    "UPDATE split_parts SET accepted_at = flattr_now() WHERE split_id = 'INFORCE'",
    'FL005',
  ],
  ['a second proposal beside the open one', proposal, '23505'],
  [
    'a split that is born in force',
    `INSERT INTO splits (id, thing_id, proposed_by, from_month, in_force_at)
       SELECT gen_random_uuid(), id, creator_id, '2026-11', flattr_now() FROM things`,
    'FL005',
  ],
  [
    'a split of less than the whole',
    `UPDATE splits SET ended_at = flattr_now(), ended_by = proposed_by WHERE id = 'OPEN'; ${proposal}; ${parts(9_999)}`,
    '23514',
  ],
  [
    'a split of more than the whole',
    `UPDATE splits SET ended_at = flattr_now(), ended_by = proposed_by WHERE id = 'OPEN'; ${proposal}; ${parts(10_001)}`,
    '23514',
  ],
  [
    'a split without parts in force',
    `UPDATE splits SET ended_at = flattr_now(), ended_by = proposed_by WHERE id = 'OPEN'; ${proposal};
     UPDATE splits SET from_month = '2026-11', in_force_at = flattr_now() WHERE id = '0199e7a0-0000-7000-8000-000000000001'`,
    'FL005',
  ],
] as const)('the database refuses the application %s', async (_what, sql, code) => {
  const before = await all();
  await expect(world.platform.pool.query(named(sql))).rejects.toMatchObject({ code });
  expect(await all()).toEqual(before);
});

it.each([
  ['DELETE FROM split_parts', 'FL005'],
  ["DELETE FROM splits WHERE id = 'OPEN'", 'FL005'],
  ['TRUNCATE splits CASCADE', 'FL005'],
  ["UPDATE split_parts SET basis_points = 1 WHERE split_id = 'INFORCE'", 'FL005'],
  ["UPDATE split_parts SET basis_points = 1 WHERE split_id = 'OPEN' AND accepted_at IS NULL", 'FL005'],
  ["UPDATE splits SET proposed_by = 'BEN' WHERE id = 'OPEN'", 'FL005'],
])('even the owner: %s', async (sql, code) => {
  await expect(world.owner.query(named(sql))).rejects.toMatchObject({ code });
});

it('says itself when a split comes into force, whatever it is told', async () => {
  await world.platform.pool.query(
    named(`${accept}; ${forge('2026-11')}`.replace('flattr_now() WHERE', "'infinity' WHERE")),
  );
  const { rows } = await world.owner.query(
    named(
      "SELECT month_of(in_force_at) AS month, in_force_at <= flattr_now() AS past FROM splits WHERE id = 'OPEN'",
    ),
  );
  expect(rows).toEqual([{ month: '2026-11', past: true }]);
  expect((await readSplits(world.platform.pool, asMonth('2026-11'), [thing, newId()])).get(thing)).toEqual([
    { beneficiaryId: ada.id, basisPoints: 6_000 },
    { beneficiaryId: ben.id, basisPoints: 4_000 },
  ]);
});

const named = (sql: string) =>
  sql.replaceAll('INFORCE', inForce).replaceAll('OPEN', open).replaceAll('BEN', ben.id);

const all = async () => {
  const { rows } = await world.owner.query(
    `SELECT s.id, from_month, in_force_at, ended_at, beneficiary_id, basis_points, accepted_at
     FROM splits s LEFT JOIN split_parts p ON p.split_id = s.id ORDER BY s.id, beneficiary_id`,
  );
  return rows;
};
