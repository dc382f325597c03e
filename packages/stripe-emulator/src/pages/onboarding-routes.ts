import { Hono } from 'hono';
import type Stripe from 'stripe';
import { readBankAccount } from '../connect/bank-account.ts';
import type { Emulator } from '../emulator.ts';
import { type Environment, type Request, responseSent } from '../http/environment.ts';
import { runEffect } from '../run-effect.ts';
import type { OnboardingLink } from '../store/documents.ts';
import { onboardAccount, type Person } from '../verbs/onboard-account.ts';
import { messagePage } from './layout.ts';
import { onboardingPage, type PersonMistake, prefilledPerson, type TypedPerson } from './onboarding-page.ts';
import { readFields } from './read-fields.ts';

type Visit = { account: Stripe.Account; link: OnboardingLink };

/** The account and the link of an address, if they belong together. */
function findVisit({ store }: Emulator, id: string, secret: string): Visit | undefined {
  const account = store.get('account', id);
  const link = store.get('onboarding_link', secret);
  return account && link?.account === id ? { account, link } : undefined;
}

function readPerson(typed: TypedPerson): Person | PersonMistake {
  const name = typed.name.trim();
  if (name === '') return { field: 'name', message: 'Your name is missing.' };
  const bank = readBankAccount(typed.bank);
  return bank ? { name, bank } : { field: 'bank', message: 'This is neither an IBAN nor an account number.' };
}

const noVisit = (c: Request) =>
  c.html(messagePage('No such link', 'This address belongs to no onboarding link.'), 404);

const isRejected = ({ account }: Visit) =>
  account.requirements?.disabled_reason?.startsWith('rejected') ?? false;

const rejected = (c: Request, { link }: Visit) => {
  const message = 'This account has been rejected, and nothing that is filled in changes that.';
  return c.html(messagePage('Rejected', message, { href: link.return_url, text: 'Go back' }), 403);
};

/** `/connect/onboarding/<account>`: a link that is used or too old leads to its refresh URL. */
export function onboardingRoutes(emulator: Emulator) {
  const find = (c: Request) => findVisit(emulator, c.req.param('id') ?? '', c.req.query('link') ?? '');
  const isOver = async ({ link }: Visit) => link.used || link.expires_at < (await emulator.now());

  return new Hono<Environment>()
    .get('/connect/onboarding/:id', async (c) => {
      const visit = find(c);
      if (!visit) return noVisit(c);
      if (await isOver(visit)) return c.redirect(visit.link.refresh_url, 303);
      if (isRejected(visit)) return rejected(c, visit);
      return c.html(onboardingPage(visit.account, prefilledPerson));
    })
    .post('/connect/onboarding/:id', async (c) => {
      const { later, ...typed } = readFields(await c.req.text(), ['name', 'bank', 'later']);
      const visit = find(c);
      if (!visit) return noVisit(c);
      if (await isOver(visit)) return c.redirect(visit.link.refresh_url, 303);
      if (isRejected(visit)) return rejected(c, visit);
      if (later) {
        const { store } = emulator;
        store.transaction(() => store.put('onboarding_link', { ...visit.link, used: true }));
        return c.redirect(visit.link.return_url, 303);
      }
      const person = readPerson(typed);
      if ('field' in person) return c.html(onboardingPage(visit.account, typed, person), 422);
      await runEffect(emulator, null, responseSent(c), (effect) =>
        onboardAccount(effect, visit.account, visit.link, person),
      );
      return c.redirect(visit.link.return_url, 303);
    });
}
