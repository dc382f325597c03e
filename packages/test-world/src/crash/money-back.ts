import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endBudget } from '@flattr/domain/budgets/end-budget';
import { checkClaim } from '@flattr/domain/claims/check-claim';
import { instructionsFor } from '@flattr/domain/claims/proof';
import { startClaim } from '@flattr/domain/claims/start-claim';
import type { ClaimId } from '@flattr/domain/ids';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import type { Person } from '../cast.ts';
import type { World } from '../create-world.ts';

export type ClaimedSite = {
  readonly url: string;
  /** What lets an instance fetch from it, as `FLATTR_FETCH_ALLOW` says it. */
  readonly allow: string;
  /** What it answers, by path; anything else is not found. */
  readonly pages: Map<string, string>;
  close(): void;
};

/** A creator's site, on the loopback. */
export const serveSite = async (): Promise<ClaimedSite> => {
  const pages = new Map<string, string>();
  const server = createServer((request, answer) => {
    const page = pages.get(request.url ?? '');
    answer.writeHead(page ? 200 : 404, { 'content-type': 'application/json' }).end(page ?? 'nothing here');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const host = `finder.example:${port}`;
  const url = `http://${host}/`;
  return { url, allow: `${host}=127.0.0.1:${port}`, pages, close: () => server.close() };
};

/**
 * A month in which money comes back in each way: a refund is under way, a bank will send a payout back, a payment is
 * disputed of which nobody has told us yet, what somebody gave to a thing that nobody claimed is claimed later, and somebody
 * who gives and receives has left.
 */
export const seedMoneyBack =
  (site: ClaimedSite) =>
  async (world: World): Promise<void> => {
    await turnMonths(world.platform);
    await world.work();
    const [singer, potter] = [await world.joins('singer'), await world.joins('potter')];
    const song = await world.publishes(singer, 'https://song.example/');
    const pot = await world.publishes(potter, 'https://pot.example/');
    const lost = await world.finds(`${site.url}lost`);
    for (const creator of [singer, potter]) await world.setsUpPayouts(creator);
    const eve = await world.joins('eve');
    await world.funds(eve, '60.00', 'EUR');
    const gil = await world.joins('gil');
    const gills = await world.publishes(gil, 'https://gil.example/');
    for (const thing of [song, pot, lost, gills]) await world.flattrs(eve, thing);
    await world.funds(gil, '20.00', 'EUR');
    await world.flattrs(gil, song);
    const fay = await world.joins('fay');
    await world.funds(fay, '10.00', 'EUR', 3);
    await endBudget(world.platform, fay.id);
    await refundWallet(world.platform, fay.id, 'EUR');
    // Its fourteen days are over when the month's payouts are.
    await world.moveClockTo('2026-11-28T12:00:00Z');
    await proves(world, site, await world.joins('finder'));
    await leaveFlattr(world.platform, gil.id, { handle: gil.handle });
    await world.emulator.control.openDispute({ paymentIntent: await paymentOf(world, eve), amount: 4000 });
  };

const paymentOf = async ({ platform }: World, { id }: Person): Promise<string> =>
  (await platform.db.charge.findFirstOrThrow({ where: { supporterId: id } })).providerPaymentId ?? '';

/** Claims the whole of a site, puts the proof up and lets it be looked at. */
export const proves = async ({ platform }: World, site: ClaimedSite, finder: Person): Promise<void> => {
  const id: ClaimId = await startClaim(platform, finder.id, site.url);
  const { nonce } = await platform.db.claim.findUniqueOrThrow({ where: { id } });
  const { origin } = platform.policy;
  const ways = instructionsFor({ site: site.url, nonce, handle: finder.handle, origin });
  const proof = ways.find(({ way }) => way === 'well-known');
  site.pages.set(new URL(proof?.place ?? '').pathname, proof?.text ?? '');
  await checkClaim(platform, finder.id, id);
};
