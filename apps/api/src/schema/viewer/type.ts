import { balancesOf } from '@flattr/domain/ledger/balance';
import { whatStands } from '@flattr/domain/standing-flattrs/what-stands';
import { type Asking, signedIn } from '../../asking.ts';
import { budgetRef, readViewerBudgets } from '../budget/type.ts';
import { builder } from '../builder.ts';
import { earningsRef } from '../earnings/type.ts';
import { splitProposalRef } from '../split/proposal.ts';
import { standingFlattrRef } from '../standing-flattr/type.ts';
import { userRef } from '../user/type.ts';
import { fundingChoiceRef, readFundingChoices } from '../wallet/funding-choice.ts';
import { walletRef } from '../wallet/type.ts';

const invites = (asking: Asking) => ({
  fromMonth: null,
  endedAt: null,
  parts: { some: { beneficiaryId: signedIn(asking), acceptedAt: null } },
});

export const viewerRef = builder.prismaObject('User', {
  variant: 'Viewer',
  description:
    'What the asker alone sees. For a token: scope `ME_READ`, or `EARNINGS_READ` for `earnings` and `CLAIMS_WRITE` for `claims` and `claim`; some fields are for a signed-in person only. Errors: `FORBIDDEN`.',
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
        const owner = signedIn(asking);
        const balances = await balancesOf(asking.platform.pool, 'wallet', owner);
        return balances.map((balance) => ({ owner, balance }));
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
    standingFlattrs: t.prismaConnection({
      type: standingFlattrRef,
      cursor: 'supporterId_thingId',
      description:
        'What the viewer flattrs each month by itself: not stopped, and not over by now. The latest terms first.',
      totalCount: async (_viewer, _args, asking) =>
        asking.platform.db.standingFlattr.count({
          where: whatStands(signedIn(asking), await asking.currentMonth()),
        }),
      resolve: async (query, _viewer, _args, asking) =>
        asking.platform.db.standingFlattr.findMany({
          ...query,
          where: whatStands(signedIn(asking), await asking.currentMonth()),
          orderBy: [{ startedAt: 'desc' }, { thingId: 'asc' }],
        }),
    }),
    earnings: t.field({
      type: earningsRef,
      skipTypeScopes: true,
      authScopes: { scope: 'earnings:read' },
      description: 'What the viewer’s things brought. For a token: scope `EARNINGS_READ`.',
      resolve: (_viewer, _args, asking) => ({ creatorId: signedIn(asking) }),
    }),
    splitInvitations: t.prismaConnection({
      type: splitProposalRef,
      cursor: 'id',
      description: 'The open proposals that wait for the viewer to accept or decline, newest first.',
      totalCount: (_viewer, _args, asking) => asking.platform.db.split.count({ where: invites(asking) }),
      resolve: (query, _viewer, _args, asking) =>
        asking.platform.db.split.findMany({ ...query, where: invites(asking), orderBy: { id: 'desc' } }),
    }),
    tokens: t.relation('tokens', {
      authScopes: { session: true },
      description: 'The viewer’s tokens, newest first, the revoked ones too. For a signed-in person only.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});
