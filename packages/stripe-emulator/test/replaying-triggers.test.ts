import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sharedFolder } from '@flattr/evidence';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openShop, secretKey } from './open-shop.ts';

/** The requests that bring an event about, in the form of Stripe's own command line; the file is named after it. */
const trigger = z.object({
  fixtures: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      method: z.enum(['get', 'post']),
      params: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
type Step = z.output<typeof trigger>['fixtures'][number];

const shared = join(sharedFolder(), 'corpora', 'stripe-triggers');
const folders = [join(import.meta.dirname, 'triggers'), shared].filter((folder) => existsSync(folder));
const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));

/** What has happened before an event, in this order. */
const before: Record<string, string[]> = {
  'account.updated': [],
  'charge.dispute.created': ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'],
  'charge.dispute.closed': ['payment_intent.succeeded', 'charge.dispute.created'],
  'charge.refunded': ['charge.succeeded', 'payment_intent.succeeded', 'refund.created'],
  'checkout.session.expired': ['setup_intent.created'],
  'customer.updated': ['customer.created'],
  'payment_intent.canceled': ['payment_intent.created', 'payment_intent.requires_action'],
  'payout.created': ['charge.succeeded', 'payment_intent.succeeded'],
  'setup_intent.succeeded': ['setup_intent.created'],
  'transfer.created': ['charge.succeeded', 'payment_intent.succeeded'],
  'transfer.reversed': ['payment_intent.succeeded', 'transfer.created'],
};

/** `${account:id}` and `${list:data.0.id}` are what an earlier answer holds. */
function fill(text: string, answers: Map<string, unknown>): string {
  return text.replace(/\$\{([\w]+):([\w.]+)\}/g, (_, name: string, path: string) => {
    const found = path.split('.').reduce<unknown>((value, key) => {
      if (typeof value === 'object' && value !== null)
        return Object.entries(value).find(([k]) => k === key)?.[1];
      return undefined;
    }, answers.get(name));
    return String(found);
  });
}

function formOf(value: unknown, answers: Map<string, unknown>, name = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, fill(String(value), answers)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    formOf(inner, answers, name === '' ? key : `${name}[${key}]`),
  );
}

async function play(url: string, { path, method, params = {} }: Step, answers: Map<string, unknown>) {
  const body = new URLSearchParams(formOf(params, answers));
  const address = new URL(fill(path, answers), url);
  if (method === 'get') address.search = body.toString();
  const response = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${secretKey}` },
    ...(method === 'post' && { body }),
  });
  return { status: response.status, answer: await response.json() };
}

describe('what Stripe’s command line asks for', () => {
  it.each(files)('%s brings its event about, after those that lead to it', async (file) => {
    const { emulator, stripe, receiver, close } = await openShop({ pendingDays: 7 });
    onTestFinished(close);
    // An account that has been used for tests before has money.
    const money = { amount: 10_000, currency: 'usd', payment_method: 'pm_card_bypassPending', confirm: true };
    await stripe.paymentIntents.create(money);
    const [last] = (await stripe.events.list({ limit: 1 })).data;
    const answers = new Map<string, unknown>();
    for (const step of trigger.parse(JSON.parse(readFileSync(file, 'utf8'))).fixtures) {
      const { status, answer } = await play(emulator.url, step, answers);
      expect(status, JSON.stringify(answer)).toBe(200);
      answers.set(step.name, answer);
    }
    const wanted = basename(file, '.json');
    const { data } = await stripe.events.list({ limit: 100, ending_before: last?.id });
    const types = data.map(({ type }) => type).reverse();
    const sequence = [...(before[wanted] ?? [`a sequence for ${wanted}`]), wanted];
    expect(types.filter((type) => sequence.includes(type))).toEqual(sequence);
    await emulator.settled();
    expect(receiver.types()).toContain(wanted);
  });

  it('is there to be replayed', () => {
    expect(files.length).toBeGreaterThanOrEqual(3);
  });
});
