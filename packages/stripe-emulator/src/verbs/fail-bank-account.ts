import type { Effect } from '../emulator.ts';
import { emitEvent } from './emit-event.ts';
import { updateAccount } from './update-account.ts';

/** Failures that say nothing about the bank account itself. */
const passing = new Set(['could_not_process', 'insufficient_funds']);

/** Closes the bank account that sent a payout back: payouts stop until its owner gives another. */
export function failBankAccount(effect: Effect, accountId: string, failureCode: string): void {
  const account = effect.store.get('account', accountId);
  const bank = account?.external_accounts?.data[0];
  if (!account?.external_accounts || bank?.object !== 'bank_account' || passing.has(failureCode)) return;
  const errored = { ...bank, status: 'errored' };
  const data = account.external_accounts.data.map((held) => (held.id === bank.id ? errored : held));
  const due = ['external_account'];
  updateAccount(effect, account, {
    external_accounts: { ...account.external_accounts, data },
    payouts_enabled: false,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: 'requirements.past_due',
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    },
  });
  emitEvent(effect, { type: 'account.external_account.updated', object: errored, account: accountId });
}
