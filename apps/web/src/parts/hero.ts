import type { FrontPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { moneyText } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { shareBar, tint } from './share-bar.ts';

/** What Flattr is, in one breath, and an example of it. */
export const hero = (currencies: FrontPageQuery['currencies']): Html => {
  const terms = currencies.find(({ currency }) => currency === 'EUR') ?? currencies[0];
  const least = terms ? html` from <span class="nowrap">${moneyText(terms.budgetMinimum)}</span>` : '';
  return html`<section class="hero">
<h1>Set a monthly budget${least}. Press <em>flattr</em> on what you like. At the month’s end it is shared among the people who made it.</h1>
<p class="hero-ways"><a class="button" href="/join">Join</a><a class="button button-quiet" href="/sign-in">Sign in</a></p>
<figure class="example">
${exampleBar()}
<figcaption>Four flattrs and a budget of €5.00: a quarter each, less the fee that runs this place. Flattr more, and each gets
less; your month costs the same. Flattr nothing, and your money stays yours.</figcaption>
</figure>
</section>`;
};

const euros = (amount: string) => ({ amount, currency: 'EUR' });

const exampleBar = (): Html => {
  const flattr = { sum: euros('1.1875'), title: 'A flattr' };
  const parts = [0, 1, 2, 3].map((at) => ({ ...flattr, look: tint(at) }));
  const fee = { sum: euros('0.25'), look: 'part-fee', title: 'The fee' };
  return shareBar(euros('5'), [...parts, fee], 'An example: a budget, shared by four flattrs');
};
