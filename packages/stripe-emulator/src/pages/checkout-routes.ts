import { Hono } from 'hono';
import type Stripe from 'stripe';
import type { CardMistake } from '../cards/read-card.ts';
import type { Effect, Emulator } from '../emulator.ts';
import { type Environment, type Request, responseSent } from '../http/environment.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { runEffect } from '../run-effect.ts';
import type { Store } from '../store/store.ts';
import { answerChallenge } from '../verbs/answer-challenge.ts';
import { payCheckoutSession } from '../verbs/pay-checkout-session.ts';
import { challengePage } from './challenge-page.ts';
import { checkoutPage, prefilledCard } from './checkout-page.ts';
import { messagePage } from './layout.ts';
import { readFields } from './read-fields.ts';

type Retry = (mistake: CardMistake) => Response | Promise<Response>;
type Verb = (effect: Effect, checkout: OpenCheckout) => Stripe.Checkout.Session | CardMistake;

function findCheckout(store: Store, id: string): OpenCheckout | undefined {
  const session = store.get('checkout_session', id);
  const order = store.get('checkout_order', id);
  return session && order && { session, order };
}

/** Where the person goes on after paying. */
function successUrl({ id, success_url }: Stripe.Checkout.Session): string {
  return (success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', () => id);
}

const noSession = (c: Request) =>
  c.html(messagePage('No such checkout', 'This address belongs to no checkout session.'), 404);

/** What is said of a session that is no longer open. */
function closedPage(c: Request, session: Stripe.Checkout.Session) {
  if (session.status === 'expired') {
    const link = session.cancel_url ? { href: session.cancel_url, text: 'Go back' } : undefined;
    return c.html(messagePage('This has expired', 'Nothing was taken. Begin again to pay.', link), 410);
  }
  const link = { href: successUrl(session), text: 'Continue' };
  const title = session.mode === 'setup' ? 'This card is saved' : 'This is paid';
  return c.html(messagePage(title, 'Nothing more is taken for this checkout.', link));
}

/** Does something to a session that is open, inside one transaction, and says where the person goes on. */
async function goOn(emulator: Emulator, c: Request, verb: Verb, retry: Retry) {
  const id = c.req.param('id') ?? '';
  const checkout = findCheckout(emulator.store, id);
  if (!checkout) return noSession(c);
  const result = await runEffect(emulator, null, responseSent(c), (effect) => {
    const current = findCheckout(effect.store, id) ?? checkout;
    return current.session.status === 'open' ? verb(effect, current) : current.session;
  });
  if ('field' in result) return retry(result);
  if (result.status === 'complete') return c.redirect(successUrl(result), 303);
  if (result.status === 'expired') return closedPage(c, result);
  return c.redirect(emulator.store.get('challenge', id) ? `/c/pay/${id}/challenge` : `/c/pay/${id}`, 303);
}

/** `/c/pay/<session>`: the checkout page and its form, and the page on which a card's bank asks. */
export function checkoutRoutes(emulator: Emulator) {
  const find = (c: Request) => findCheckout(emulator.store, c.req.param('id') ?? '');
  const tryAgain = (c: Request, typed: typeof prefilledCard, mistake: CardMistake) => {
    const checkout = find(c);
    const status = /card_declined|authentication/.test(mistake.code) ? 402 : 422;
    return checkout ? c.html(checkoutPage(checkout, typed, mistake), status) : noSession(c);
  };
  return new Hono<Environment>()
    .get('/c/pay/:id', (c) => {
      const checkout = find(c);
      if (!checkout) return noSession(c);
      if (checkout.session.status !== 'open') return closedPage(c, checkout.session);
      return c.html(checkoutPage(checkout, prefilledCard));
    })
    .post('/c/pay/:id', async (c) => {
      const typed = readFields(await c.req.text(), ['number', 'expiry', 'cvc']);
      const pay: Verb = (effect, checkout) => payCheckoutSession(effect, checkout, typed);
      return goOn(emulator, c, pay, (mistake) => tryAgain(c, { ...typed, cvc: '' }, mistake));
    })
    .get('/c/pay/:id/challenge', (c) => {
      const checkout = find(c);
      if (!checkout) return noSession(c);
      if (checkout.session.status !== 'open') return closedPage(c, checkout.session);
      const isAsked = emulator.store.get('challenge', checkout.session.id);
      return isAsked ? c.html(challengePage(checkout)) : c.redirect(`/c/pay/${checkout.session.id}`, 303);
    })
    .post('/c/pay/:id/challenge', async (c) => {
      const { answer } = readFields(await c.req.text(), ['answer']);
      const verb: Verb = (effect, checkout) => answerChallenge(effect, checkout, answer === 'complete');
      return goOn(emulator, c, verb, (mistake) => tryAgain(c, prefilledCard, mistake));
    });
}
