import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type AllowedChange, unallowedChanges } from '../src/contract/allowed-changes.ts';
import { changelogOf, contractSteps } from '../src/contract/contract-steps.ts';
import { brokenDeprecations } from '../src/contract/deprecations.ts';
import { documentsFolder, readReleases } from '../src/contract/release.ts';
import { schema } from '../src/index.ts';

const releases = readReleases();
const [first] = releases;
const latest = releases.at(-1);
const read = (file: string) => readFileSync(join(documentsFolder, file), 'utf8');
const allowed: readonly AllowedChange[] = JSON.parse(read('allowed-breaking-changes.json'));
const printed = printSchema(schema);

/** What the gate would say of the schema, were one piece of its text another. */
const whereAs = async (piece: string | RegExp, other: string, entries = allowed) => {
  const changed = printed.replace(piece, other);
  if (changed === printed) throw new Error(`${piece} is not in the schema`);
  return unallowedChanges(await contractSteps(releases, buildSchema(changed)), entries);
};

test('no released query breaks, except where somebody decided so', async () => {
  expect(unallowedChanges(await contractSteps(releases, schema), allowed)).toEqual([]);
});

describe('a breaking change is seen', () => {
  const from = latest?.day ?? '';
  test.each([
    ['a field that is gone', /\n {2}"""[^"]*"""\n {2}slug: String!/, '', 'Thing.slug FIELD_REMOVED'],
    [
      'a field that may be null',
      'title: String!\n\n  """\n  Since when it is off',
      'title: String\n\n  """\n  Since when it is off',
      'Thing.title FIELD_TYPE_CHANGED',
    ],
    ['a value that is gone', /\n {2}"""[^"]*"""\n {2}SOFTWARE/, '', 'ThingKind.SOFTWARE ENUM_VALUE_REMOVED'],
    [
      'an input that is needed',
      'weight: Int\n}',
      'weight: Int!\n}',
      'FlattrInput.weight INPUT_FIELD_TYPE_CHANGED',
    ],
    [
      'an argument that is needed',
      'kind: ThingKind\n\n    """',
      'kind: ThingKind!\n\n    """',
      'Query.mostFlattred.kind FIELD_ARGUMENT_TYPE_CHANGED',
    ],
  ])('%s', async (_what, piece, other, said) => {
    const complaints = await whereAs(piece, other);
    expect(complaints).toContainEqual(expect.stringContaining(`${from} ${said}: `));
    expect(complaints.every((line) => line.includes('allowed-breaking-changes.json'))).toBe(true);
  });

  test('unless an entry with a reason allows it, and only while it does', async () => {
    const entry = {
      release: from,
      path: 'Thing.slug',
      change: 'FIELD_REMOVED',
      reason: 'a test',
      date: '2026-12-01',
    };
    const gone = [/\n {2}"""[^"]*"""\n {2}slug: String!/, ''] as const;
    expect(await whereAs(...gone, [...allowed, entry])).toEqual([]);
    expect(await whereAs(...gone, [...allowed, { ...entry, reason: ' ' }])).toHaveLength(1);
    expect(await whereAs(...gone, [...allowed, { ...entry, release: '2020-01-01' }])).toHaveLength(2);
    const steps = await contractSteps(releases, schema);
    expect(unallowedChanges(steps, [...allowed, entry])).toEqual([
      `${from} Thing.slug FIELD_REMOVED: nothing of this kind broke: take the entry out`,
    ]);
  });
});

test('the changelog tells what changed since the last release', async () => {
  expect(read('changelog.md'), 'npm run api:changelog').toBe(await changelogOf(releases, schema));
  const grown = buildSchema(
    printed.replace('type Thing implements Node {', 'type Thing implements Node {\n  length: Int'),
  );
  const changelog = await changelogOf(releases, grown);
  expect(changelog).toContain('- Field `length` was added to object type `Thing`');
  expect(changelog.endsWith(`## ${first?.day}\n\nThe first release.\n`)).toBe(true);
});

describe('a deprecation', () => {
  const where = (reason: string, today: string) => {
    const deprecated = buildSchema(
      printed.replace(/\n {2}slug: String!/, `\n  slug: String! @deprecated(reason: "${reason}")`),
    );
    const released = brokenDeprecations(
      [...releases, { day: '2027-01-15', schema: deprecated }],
      deprecated,
      '2030-01-01',
    );
    const unreleased = brokenDeprecations(releases, deprecated, today);
    return { released, unreleased };
  };

  test('says until when it is kept, three months or longer from its release', () => {
    expect(brokenDeprecations(releases, schema, latest?.day ?? '')).toEqual([]);
    expect(where('Use `uuid`; removed after 2027-04-15', '2027-01-15')).toEqual({
      released: [],
      unreleased: [],
    });
    const early = ['Thing.slug: clients have three months: removed after 2027-04-15 at the earliest'];
    expect(where('Use `uuid`; removed after 2027-04-14', '2027-01-15')).toEqual({
      released: early,
      unreleased: early,
    });
    expect(where('Use `uuid`', '2027-01-15').unreleased).toEqual([
      'Thing.slug: a deprecation ends with "; removed after YYYY-MM-DD"',
    ]);
  });
});
