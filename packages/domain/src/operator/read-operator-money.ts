import type { Reader } from '@flattr/database';
import * as accounts from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import type { Currency, Money } from '../money.ts';
import { readTakeable } from './read-takeable.ts';

export type OperatorMoney = {
  readonly currency: Currency;
  readonly takeable: Money;
  readonly fees: Money;
  readonly reserve: Money;
  readonly costs: Money;
  readonly losses: Money;
};

/** What the operator's accounts hold, and what of it they may take, per currency. */
export const readOperatorMoney = async (reader: Reader): Promise<readonly OperatorMoney[]> => {
  const all: OperatorMoney[] = [];
  for (const takeable of await readTakeable(reader)) {
    const { currency } = takeable;
    all.push({
      currency,
      takeable,
      fees: await balance(reader, accounts.fees(currency)),
      reserve: await balance(reader, accounts.reserve(currency)),
      costs: await balance(reader, accounts.costs(currency)),
      losses: await balance(reader, accounts.losses(currency)),
    });
  }
  return all;
};
