import type { FlattrPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { monthAt, monthName, monthText } from '../text/day-text.ts';
import { microsOf } from '../text/micros.ts';
import type { Html } from './html.ts';

type Words = {
  readonly words: Html;
  /** Whether the flattr will be worth nothing unless its giver does something about it. */
  readonly warns: boolean;
};

/** What becomes of a flattr of this month: its share of the budget, or nothing as long as there is none or no money. */
export const flattredWords = ({ now, viewer }: FlattrPageQuery): Words => {
  const month = monthName(monthAt(now));
  const budget = viewer?.budget;
  if (!budget) return { words: withoutBudget(viewer, month), warns: true };
  const wallet = viewer.wallets.find(({ balance }) => balance.currency === budget.amount.currency);
  if (!wallet || microsOf(wallet.balance) <= 0n) {
    return {
      words: html`Your wallet is empty, so it is worth nothing so far. <a href="/me/budget">Fund it</a> before ${month} ends.`,
      warns: true,
    };
  }
  return { words: html`At the end of ${month} it gets its share of your budget.`, warns: false };
};

const withoutBudget = (viewer: FlattrPageQuery['viewer'], month: string): Html => {
  const next = viewer?.nextBudget;
  if (next) {
    return html`Your budget counts from ${monthText(next.fromMonth)} on, so in ${month} it is worth nothing.`;
  }
  return html`You have no budget, so it is worth nothing so far. <a href="/me/budget">Set one</a> before ${month} ends.`;
};
