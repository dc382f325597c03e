import { schema } from '@flattr/api';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let html: string;

beforeAll(async () => {
  world = await createServedWorld();
  html = await (await fetch(`${world.site.url}/docs/api`)).text();
});
afterAll(() => world?.close());

const all = (pattern: RegExp): readonly string[] =>
  [...html.matchAll(pattern)].map(([, found = '']) => found);

it('is found from every page and from GraphiQL', async () => {
  expect(await (await fetch(world.site.url)).text()).toContain('<a href="/docs/api">');
  const graphiql = await fetch(`${world.site.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(await graphiql.text()).toContain('/docs/api');
});

it('describes every member of the schema once, each under an address of its own', () => {
  const members = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const of = (names: readonly string[]) => [type.name, ...names.map((name) => `${type.name}.${name}`)];
      if (isEnumType(type)) return of(type.getValues().map(({ name }) => name));
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        return of(Object.keys(type.getFields()));
      return [type.name];
    });
  const ids = all(/ id="([^"]+)"/g);
  expect(new Set(ids).size).toBe(ids.length);
  expect(members.filter((member) => !ids.includes(member))).toEqual([]);
  const broken = all(/ href="#([^"]+)"/g).filter((to) => !ids.includes(to));
  expect(broken).toEqual([]);
});

it('shows what a member takes, gives and means', () => {
  const text = html.replace(/<[^>]+>/g, '');
  expect(text).toContain('mostFlattred: [RankedThing!]!');
  expect(text).toContain('first: Int = 20');
  expect(text).toContain(schema.getType('Money')?.description);
  expect(html).toContain('null for every other outcome.');
  expect(html).toContain('<code>PROPOSAL_UNKNOWN</code>');
});
