import type { ThingId, UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Month } from '../month.ts';

/**
 * A ledger account of one currency. `stripe` is the clearing account: what the provider holds for us, as a negative sum.
 * `month` is 0 once its month is settled; `payouts` is money on its way; `escrow` waits for the creator of a thing. `costs` and
 * `losses` are the operator's to bear, and may be below 0 as `stripe` may; `reserve` is what the operator keeps for them;
 * `orphaned` is of people who left, and could not reach them.
 */
export type Account =
  | {
      readonly kind: 'wallet' | 'earnings';
      readonly owner: UserId;
      readonly currency: Currency;
    }
  | {
      readonly kind: 'escrow';
      readonly thing: ThingId;
      readonly month: Month;
      readonly currency: Currency;
    }
  | { readonly kind: 'month'; readonly month: Month; readonly currency: Currency }
  | {
      readonly kind: 'fees' | 'reserve' | 'stripe' | 'payouts' | 'costs' | 'losses' | 'orphaned';
      readonly currency: Currency;
    };

/** An account by its row, where that is known already: nobody has to look it up by name. */
export type KnownAccount = { readonly id: bigint; readonly currency: Currency };

export const wallet = (owner: UserId, currency: Currency): Account => ({ kind: 'wallet', owner, currency });
export const earnings = (owner: UserId, currency: Currency): Account => ({
  kind: 'earnings',
  owner,
  currency,
});
export const monthAccount = (month: Month, currency: Currency): Account => ({
  kind: 'month',
  month,
  currency,
});
export const escrow = (thing: ThingId, month: Month, currency: Currency): Account => ({
  kind: 'escrow',
  thing,
  month,
  currency,
});
export const fees = (currency: Currency): Account => ({ kind: 'fees', currency });
export const clearing = (currency: Currency): Account => ({ kind: 'stripe', currency });
export const reserve = (currency: Currency): Account => ({ kind: 'reserve', currency });
export const costs = (currency: Currency): Account => ({ kind: 'costs', currency });
export const orphaned = (currency: Currency): Account => ({ kind: 'orphaned', currency });
export const losses = (currency: Currency): Account => ({ kind: 'losses', currency });
export const payoutsInFlight = (currency: Currency): Account => ({ kind: 'payouts', currency });

export const ownerOf = (account: Account): UserId | null => ('owner' in account ? account.owner : null);
export const thingOf = (account: Account): ThingId | null => ('thing' in account ? account.thing : null);
export const accountMonth = (account: Account): Month | null => ('month' in account ? account.month : null);

/** The account's name within its currency, as `docs/rules/ledger.md` writes it: `wallet:<user>`, `month:2026-11`, `fees`. */
export const accountName = (account: Account): string => {
  const words = [account.kind, ownerOf(account), thingOf(account), accountMonth(account)];
  return words.filter((word) => word !== null).join(':');
};
