import type { UserId } from '@flattr/domain/ids';
import { refreshPayee } from '@flattr/domain/payouts/refresh-payee';
import { setUpPayouts } from '@flattr/domain/payouts/set-up-payouts';
import { fillOnboarding } from '@flattr/test-world';
import fc from 'fast-check';
import type { Command } from '../command.ts';
import { pick } from '../model.ts';

type Input = { readonly person: number; readonly country: string; readonly fills: boolean };

export const setsUpPayouts: Command<Input> = {
  often: 2,
  input: fc.record({
    person: fc.nat(5),
    country: fc.constantFrom('DE', 'DE', 'US', 'XX'),
    fills: fc.constantFrom(true, true, true, false),
  }),
  says: ({ person, country, fills }) =>
    `person ${person} sets up payouts in ${country}${fills ? '' : ' and leaves the form empty'}`,
  refuses: ({ people }, { person, country }) => {
    const { payee } = pick(people, person);
    if (payee === 'enabled') return 'payouts-already-set-up';
    return payee === 'none' && country === 'XX' ? 'country-unknown' : undefined;
  },
  does: async ({ platform }, { people }, { person, country, fills }) => {
    const creatorId = pick(people, person).id as UserId;
    const page = await setUpPayouts(platform, creatorId, country);
    if (fills) await fillOnboarding(page);
    const payee = await platform.db.payee.findUniqueOrThrow({ where: { creatorId } });
    await refreshPayee(platform, payee.providerAccountId);
  },
  applies: ({ people }, { person, fills }) => {
    pick(people, person).payee = fills ? 'enabled' : 'asked';
  },
};
