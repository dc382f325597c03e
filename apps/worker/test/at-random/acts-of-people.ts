import { endBudget } from '@flattr/domain/budgets/end-budget';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import { checkClaim } from '@flattr/domain/claims/check-claim';
import { instructionsFor } from '@flattr/domain/claims/proof';
import { refuseFlattrs } from '@flattr/domain/claims/refuse-flattrs';
import { startClaim } from '@flattr/domain/claims/start-claim';
import { withdrawClaim } from '@flattr/domain/claims/withdraw-claim';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import type { ClaimId, ThingId, UserId } from '@flattr/domain/ids';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { requestPayout } from '@flattr/domain/payouts/request-payout';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import type { Person } from '@flattr/test-world';
import { type Act, oneOf, type Play } from './play.ts';

const somebody = (play: Play): Person => {
  const person = oneOf(play, play.people);
  if (!person) throw new Error('nobody has joined');
  return person;
};

const something = (play: Play): ThingId => {
  const thing = oneOf(play, play.things);
  if (!thing) throw new Error('there is no thing');
  return thing;
};

const funds: Act = (play) =>
  play.world.funds(somebody(play), `${20 + play.below(60)}.${10 + play.below(90)}`, 'EUR');

const flattrs: Act = (play) =>
  flattrThing(play.world.platform, somebody(play).id, {
    thingId: something(play),
    weight: 1 + play.below(10),
  });

const undoes: Act = async (play) => {
  const { db } = play.world.platform;
  const flattr = oneOf(
    play,
    await db.flattr.findMany({ orderBy: [{ supporterId: 'asc' }, { thingId: 'asc' }] }),
  );
  if (flattr)
    await undoFlattr(play.world.platform, flattr.supporterId as UserId, {
      thingId: flattr.thingId as ThingId,
    });
};

const stands: Act = (play) =>
  startStandingFlattr(play.world.platform, somebody(play).id, { thingId: something(play) });

const changesBudget: Act = (play) =>
  setBudget(play.world.platform, somebody(play).id, {
    amount: `${2 + play.below(30)}.00`,
    currency: 'EUR',
    monthsAtOnce: 1,
  });

const endsBudget: Act = (play) => endBudget(play.world.platform, somebody(play).id);

const takesBack: Act = (play) => refundWallet(play.world.platform, somebody(play).id, 'EUR');

const asksForPayout: Act = (play) => requestPayout(play.world.platform, somebody(play).id, 'EUR');

/** Claims a part of the site, and puts the proof up; now and then it is taken down again. */
const claims: Act = async (play) => {
  const { platform } = play.world;
  const person = somebody(play);
  const site = `${play.site.url}${oneOf(play, ['dan', 'eve', 'fay'])}/`;
  const id: ClaimId = await startClaim(platform, person.id, site);
  const { nonce } = await platform.db.claim.findUniqueOrThrow({ where: { id } });
  const ways = instructionsFor({ site, nonce, handle: person.handle, origin: platform.policy.origin });
  const proof = ways.find(({ way }) => way === 'well-known');
  play.site.pages.set(new URL(proof?.place ?? '').pathname, proof?.text ?? '');
  await checkClaim(platform, person.id, id);
};

const losesProof: Act = async ({ site }) => {
  const [first] = site.pages.keys();
  if (first) site.pages.delete(first);
};

const withdrawsClaim: Act = async (play) => {
  const claim = oneOf(play, await play.world.platform.db.claim.findMany({ orderBy: { id: 'asc' } }));
  if (claim) await withdrawClaim(play.world.platform, claim.userId as UserId, claim.id as ClaimId);
};

/** Somebody leaves, now and then, and somebody else joins in their place. */
const leaves: Act = async (play) => {
  if (play.below(4) > 0) return;
  const at = play.below(play.people.length);
  const person = play.people[at];
  if (!person) return;
  await leaveFlattr(play.world.platform, person.id, { handle: person.handle });
  play.people[at] = await play.world.joins(`${person.handle}x`);
};

/** Who has proven a site takes no part in it, or does so again. */
const refuses: Act = async (play) => {
  const claim = oneOf(play, await play.world.platform.db.claim.findMany({ orderBy: { id: 'asc' } }));
  const refusal = { claimId: claim?.id as ClaimId, refuses: play.below(2) === 0 };
  if (claim) await refuseFlattrs(play.world.platform, claim.userId as UserId, refusal);
};

export const actsOfPeople: Readonly<Record<string, Act>> = {
  funds,
  'funds too': funds,
  flattrs,
  'flattrs too': flattrs,
  'flattrs as well': flattrs,
  undoes,
  'flattrs each month': stands,
  'changes the budget': changesBudget,
  'ends the budget': endsBudget,
  'takes the wallet back': takesBack,
  'asks for a payout': asksForPayout,
  claims,
  'takes a proof down': losesProof,
  'withdraws a claim': withdrawsClaim,
  leaves,
  'takes no part': refuses,
};
