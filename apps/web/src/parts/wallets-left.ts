import { html } from 'hono/html';
import { isZero, type Money } from '../text/micros.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Wallets = readonly { readonly balance: Money }[];

export const hasMoney = (wallets: Wallets): boolean => wallets.some(({ balance }) => !isZero(balance));

/** Says of every wallet with money in it that this stays there: `€76.27 stays in your wallet`. */
export const walletsLeft = (wallets: Wallets): Html => {
  const left = wallets.filter(({ balance }) => !isZero(balance));
  const sums = left.map(({ balance }, at) => html`${at > 0 ? ' and ' : ''}${money(balance)}`);
  return html`${sums} ${left.length > 1 ? 'stay in your wallets' : 'stays in your wallet'}`;
};
