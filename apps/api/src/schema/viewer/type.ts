import { balancesOf } from '@flattr/domain/ledger/balance';
import { monthSoFar } from '@flattr/domain/settlement/month-so-far';
import { readSupporterMonths } from '@flattr/domain/settlement/read-supporter-months';
import { signedIn } from '../../asking.ts';
import { budgetRef, readViewerBudgets } from '../budget/type.ts';
import { builder } from '../builder.ts';
import { earningsRef } from '../earnings/type.ts';
import { monthSoFarRef } from '../month/month-so-far.ts';
import { supporterMonthRef } from '../month/supporter-month.ts';
import { userRef } from '../user/type.ts';
import { fundingChoiceRef, readFundingChoices } from '../wallet/funding-choice.ts';
import { walletRef } from '../wallet/type.ts';

export const viewerRef = builder.prismaObject('User', {
  variant: 'Viewer',
  description:
    'What the asker alone sees. For a token: scope `ME_READ`, or `EARNINGS_READ` for `earnings`; some fields are for a signed-in person only. Errors: `FORBIDDEN`.',
  authScopes: { scope: 'me:read' },
  fields: (t) => ({
    user: t.variant(userRef, { description: 'The viewer as everybody sees them.' }),
    email: t.exposeString('email', {
      authScopes: { session: true },
      description: 'The address to sign in with, in small letters. For a signed-in person only.',
    }),
    budget: t.field({
      type: budgetRef,
      nullable: true,
      description: 'The budget in force this month; null without one.',
      resolve: async (_viewer, _args, asking) => (await readViewerBudgets(asking)).current,
    }),
    nextBudget: t.field({
      type: budgetRef,
      nullable: true,
      description:
        'The budget that counts from next month, where it is another: a changed currency waits for the next month. Null where it stays.',
      resolve: async (_viewer, _args, asking) => (await readViewerBudgets(asking)).next,
    }),
    wallets: t.field({
      type: [walletRef],
      authScopes: { session: true },
      description:
        'The prepaid money, one wallet per currency, in order of their codes. For a signed-in person only.',
      resolve: async (_viewer, _args, asking) => {
        const balances = await balancesOf(asking.platform.pool, 'wallet', signedIn(asking));
        return balances.map((balance) => ({ balance }));
      },
    }),
    fundingChoices: t.field({
      type: [fundingChoiceRef],
      description:
        'What 1, 3, 6 and 12 months at once would cost with the budget that counts next; empty without one.',
      resolve: async (_viewer, _args, asking) => [...(await readFundingChoices(asking))],
    }),
    charges: t.relatedConnection('charges', {
      cursor: 'id',
      totalCount: true,
      authScopes: { session: true },
      description:
        'The payments into the wallets, newest first, those that failed or wait too. For a signed-in person only.',
      query: { orderBy: { id: 'desc' } },
    }),
    monthSoFar: t.field({
      type: monthSoFarRef,
      description: 'The month that the clock is in, and what each flattr in it would be worth by now.',
      resolve: (_viewer, _args, asking) => monthSoFar(asking.platform, signedIn(asking)),
    }),
    months: t.field({
      type: [supporterMonthRef],
      description:
        'What became of the viewer’s budgets, in the settled months, newest first; once per currency where two wallets stood.',
      resolve: async (_viewer, _args, asking) => [
        ...(await readSupporterMonths(asking.platform.pool, signedIn(asking))),
      ],
    }),
    earnings: t.field({
      type: earningsRef,
      skipTypeScopes: true,
      authScopes: { scope: 'earnings:read' },
      description: 'What the viewer’s things brought. For a token: scope `EARNINGS_READ`.',
      resolve: (_viewer, _args, asking) => ({ creatorId: signedIn(asking) }),
    }),
    tokens: t.relation('tokens', {
      authScopes: { session: true },
      description: 'The viewer’s tokens, newest first, the revoked ones too. For a signed-in person only.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});
