import { expect, it } from 'vitest';
import { newId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import { accountName, clearing, fees, monthAccount, wallet } from './accounts.ts';
import { move, transfer } from './transfer.ts';

const ada = newId<UserId>();

it('balances in each currency by itself', () => {
  const lines = [
    { account: wallet(ada, 'EUR'), micros: 5n },
    { account: clearing('USD'), micros: -5n },
  ];
  expect(() => transfer('charge', 'charge:1', lines)).toThrow('off by 5 micros in EUR');
  expect(
    move('charge', 'charge:1', { from: clearing('EUR'), to: wallet(ada, 'EUR'), micros: 5n }).lines,
  ).toHaveLength(2);
});

it('has no lines of nothing', () => {
  expect(move('charge', 'charge:1', { from: clearing('EUR'), to: fees('EUR'), micros: 0n }).lines).toEqual(
    [],
  );
});

it('calls accounts by the published names', () => {
  expect([wallet(ada, 'EUR'), monthAccount(asMonth('2026-11'), 'EUR'), fees('EUR')].map(accountName)).toEqual(
    [`wallet:${ada}`, 'month:2026-11', 'fees'],
  );
});
