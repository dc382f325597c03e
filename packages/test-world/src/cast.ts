import { setBudget } from '@flattr/domain/budgets/set-budget';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { newId, type ThingId, type UserId } from '@flattr/domain/ids';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { refreshPayee } from '@flattr/domain/payouts/refresh-payee';
import { setUpPayouts } from '@flattr/domain/payouts/set-up-payouts';
import type { Platform } from '@flattr/domain/platform';
import { registerThings } from '@flattr/domain/things/register-things';
import type pg from 'pg';
import { plantSite } from './plant-site.ts';

export type Person = { readonly id: UserId; readonly handle: string };

/** What people of a world do, each as one call to the same verbs that the product calls. */
export type Cast = {
  joins(handle: string): Promise<Person>;
  /** Sets a budget and fills the wallet by the checkout page, with a good card. */
  funds(person: Person, amount: string, currency?: string, monthsAtOnce?: 1 | 3 | 6 | 12): Promise<void>;
  /** A site is theirs, as if their claim had stood for long. */
  owns(person: Person, site: string): Promise<void>;
  /** Registers a page of theirs, in a folder of a site that is theirs from then on if it was nobody's. */
  publishes(person: Person, url: string, title?: string): Promise<ThingId>;
  /** A thing that is known by its address, and whose creator has not come. */
  finds(url: string): Promise<ThingId>;
  flattrs(person: Person, thingId: ThingId, weight?: number): Promise<void>;
  setsUpPayouts(person: Person, country?: string): Promise<void>;
};

/** A cast of a platform; what proves nothing, such as a site without a page, is planted as the database's owner. */
export const createCast = (platform: Platform, owner: pg.Pool): Cast => ({
  joins: async (handle) => {
    const id = newId<UserId>();
    const email = `${handle}@people.example`;
    await platform.db.user.create({ data: { id, handle, name: handle, email, emailVerified: true } });
    return { id, handle };
  },
  funds: async (person, amount, currency = 'EUR', monthsAtOnce = 1) => {
    await setBudget(platform, person.id, { amount, currency, monthsAtOnce });
    const { url } = await fundWallet(platform, person.id);
    await payCheckout(url);
    const charge = await platform.db.charge.findFirstOrThrow({
      where: { supporterId: person.id, state: 'INTENT' },
      orderBy: { id: 'desc' },
    });
    const { payment } = await platform.gateway.fetchCheckout(charge.providerSessionId ?? '');
    if (payment) await settleCharge(platform, charge.reference, payment);
  },
  owns: (person, site) => plantSite(owner, person.id, site),
  publishes: async (person, url, title = url) => {
    await plantSite(owner, person.id, new URL('.', url).href);
    const [registration] = await registerThings(platform, person.id, [{ url, title, kind: 'ARTICLE' }]);
    if (!registration || 'refusal' in registration)
      throw registration?.refusal ?? new Error('nothing was registered');
    return registration.thingId;
  },
  finds: async (url) => {
    const id = newId<ThingId>();
    await platform.db.thing.create({ data: { id, url, title: url, kind: 'ARTICLE' } });
    return id;
  },
  flattrs: async (person, thingId, weight) => {
    await flattrThing(platform, person.id, { thingId, weight });
  },
  setsUpPayouts: async (person, country = 'DE') => {
    const page = await setUpPayouts(platform, person.id, country);
    await fillOnboarding(page);
    const payee = await platform.db.payee.findUniqueOrThrow({ where: { creatorId: person.id } });
    await refreshPayee(platform, payee.providerAccountId);
  },
});

const postForm = async (url: string, fields: Record<string, string>): Promise<void> => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
};

/** Pays a checkout's page as a person does, with the card that always works or with another. */
export const payCheckout = (url: string, number = '4242424242424242'): Promise<void> =>
  postForm(url, { number, expiry: '12 / 34', cvc: '123' });

/** Fills the onboarding page in as a person does. */
export const fillOnboarding = (url: string): Promise<void> =>
  postForm(url, { name: 'Ada Creator', bank: 'DE89370400440532013000' });
