import { expect, it } from 'vitest';
import { newId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import {
  accountMonth,
  accountName,
  clearing,
  earnings,
  fees,
  monthAccount,
  ownerOf,
  payoutsInFlight,
  wallet,
} from './accounts.ts';
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

it('calls accounts by the published names, in the currency that they are in', () => {
  const november = asMonth('2026-11');
  const accounts = [
    wallet(ada, 'EUR'),
    earnings(ada, 'EUR'),
    monthAccount(november, 'EUR'),
    fees('EUR'),
    clearing('EUR'),
    payoutsInFlight('EUR'),
  ];
  expect(accounts.map((account) => [accountName(account), ownerOf(account), accountMonth(account)])).toEqual([
    [`wallet:${ada}`, ada, null],
    [`earnings:${ada}`, ada, null],
    ['month:2026-11', null, november],
    ['fees', null, null],
    ['stripe', null, null],
    ['payouts', null, null],
  ]);
  expect(accounts.every(({ currency }) => currency === 'EUR')).toBe(true);
});
