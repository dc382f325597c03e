import { describe, expect, it } from 'vitest';
import { readBankAccount } from './bank-account.ts';

describe('a typed bank account', () => {
  it.each([
    ['DE89 3704 0044 0532 0130 00', { last4: '3000', country: 'DE' }],
    ['gb82west12345698765432', { last4: '5432', country: 'GB' }],
    ['000123456789', { last4: '6789', country: null }],
  ])('%s is read', (typed, account) => {
    expect(readBankAccount(typed)).toEqual(account);
  });

  it.each(['', '123', 'DE89370400440532013001', 'my bank', 'DE89'])('%j is refused', (typed) => {
    expect(readBankAccount(typed)).toBeUndefined();
  });
});
