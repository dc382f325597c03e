import { Hono } from 'hono';
import type { TypedCard } from '../cards/read-card.ts';
import type { Emulator } from '../emulator.ts';
import { type Environment, type Request, responseSent } from '../http/environment.ts';
import { runEffect } from '../run-effect.ts';
import type { Store } from '../store/store.ts';
import { type OpenCheckout, payCheckoutSession } from '../verbs/pay-checkout-session.ts';
import { checkoutPage, prefilledCard } from './checkout-page.ts';
import { messagePage } from './layout.ts';
import { readFields } from './read-fields.ts';

function findCheckout(store: Store, id: string): OpenCheckout | undefined {
  const session = store.get('checkout_session', id);
  const order = store.get('checkout_order', id);
  return session && order && { session, order };
}

/** Where the person goes on after paying. */
function successUrl({ session: { id, success_url } }: OpenCheckout): string {
  return (success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', () => id);
}

const isPaid = ({ session }: OpenCheckout) => session.status === 'complete';

const noSession = (c: Request) =>
  c.html(messagePage('No such checkout', 'This address belongs to no checkout session.'), 404);

/** Pays unless it is paid already, inside one transaction, and says where to go or what was wrong. */
async function pay(emulator: Emulator, c: Request, checkout: OpenCheckout, typed: TypedCard) {
  return runEffect(emulator, null, responseSent(c), (effect) => {
    const current = findCheckout(effect.store, checkout.session.id) ?? checkout;
    const result = isPaid(current) ? current.session : payCheckoutSession(effect, current, typed);
    return 'field' in result ? result : successUrl(checkout);
  });
}

/** `/c/pay/<session>`: the checkout page and its form. */
export function checkoutRoutes(emulator: Emulator) {
  return new Hono<Environment>()
    .get('/c/pay/:id', (c) => {
      const checkout = findCheckout(emulator.store, c.req.param('id'));
      if (!checkout) return noSession(c);
      if (!isPaid(checkout)) return c.html(checkoutPage(checkout, prefilledCard));
      const link = { href: successUrl(checkout), text: 'Continue' };
      return c.html(messagePage('This is paid', 'Nothing more is taken for this checkout.', link));
    })
    .post('/c/pay/:id', async (c) => {
      const checkout = findCheckout(emulator.store, c.req.param('id'));
      if (!checkout) return noSession(c);
      const typed = readFields(await c.req.text(), ['number', 'expiry', 'cvc']);
      const result = await pay(emulator, c, checkout, typed);
      if (typeof result === 'string') return c.redirect(result, 303);
      const status = result.code === 'card_declined' ? 402 : 422;
      return c.html(checkoutPage(checkout, { ...typed, cvc: '' }, result), status);
    });
}
