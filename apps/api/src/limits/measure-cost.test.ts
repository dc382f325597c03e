import { newId } from '@flattr/domain/ids';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../schema/index.ts';
import { measureCost } from './measure-cost.ts';

const nodes = parse('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }');
const top = parse('query ($first: Int) { mostFlattred(first: $first) { flattrCount } }');

const nodeId = () => Buffer.from(`Thing:${newId()}`).toString('base64');

const cost = (document: typeof nodes, variableValues: Record<string, unknown>) =>
  measureCost({ schema, document, variableValues, contextValue: {} });

it('measures a document anew for other numbers and other lengths, whatever was asked before', () => {
  const ids = (count: number) => Array.from({ length: count }, nodeId);
  const one = cost(nodes, { ids: ids(1) });
  expect(() => cost(nodes, { ids: 100 })).toThrow();
  expect(cost(nodes, { ids: ids(100) })).toBe(100 * one);
  expect(cost(nodes, { ids: ids(1) })).toBe(one);
  expect(cost(top, { first: 40 })).toBe(2 * cost(top, { first: 20 }));
  expect(cost(top, { first: 40 })).toBe(2 * cost(top, { first: 20 }));
});

it('measures the same for other texts, and refuses what cannot be right each time', () => {
  expect(cost(nodes, { ids: [nodeId()] })).toBe(cost(nodes, { ids: [nodeId()] }));
  for (const _ of [1, 2]) expect(() => cost(top, { first: 'twenty' })).toThrow();
});
