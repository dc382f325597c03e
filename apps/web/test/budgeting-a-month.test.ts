import { expect, it } from 'vitest';
import { eur } from './cast.ts';
import { openWeb } from './open-web.ts';

it('asks for a budget where there is none, and offers nothing to pay yet', async () => {
  const { visit } = openWeb(({ viewer }) => {
    Object.assign(viewer, { budget: null, wallets: [], fundingChoices: [] });
  });
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text).toContain('Set my budget');
  expect(text).not.toContain('/me/wallet/fund');
});

it('shows what each way of paying costs before anything is paid', async () => {
  const text = await (await openWeb().visit('/me/budget', 'ada')).text();
  for (const part of ['€120.00', '€117.95', '€2.05', '1.7%', '€27.18', 'Your card was declined.']) {
    expect(text).toContain(part);
  }
});

it('sets the budget, a comma being a point, and leads back', async () => {
  const { send, state } = openWeb();
  const form = { amount: ' 7,50 ', currency: 'EUR', monthsAtOnce: '6' };
  const answer = await send('/me/budget', form, 'ada');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me/budget']);
  expect(state.viewer.budget).toMatchObject({ amount: eur('7.50'), monthsAtOnce: 6 });
});

it('says beside the field why an amount was refused, and keeps what was typed', async () => {
  const { send } = openWeb((state) => {
    const message = 'This is below the smallest monthly budget in this currency.';
    state.refusal = { code: 'BUDGET_TOO_SMALL', message, path: ['input', 'amount'] };
  });
  const answer = await send('/me/budget', { amount: '0.50', currency: 'JPY', monthsAtOnce: '12' }, 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(422);
  expect(text).toMatch(/value="0\.50"\s+aria-describedby="amount-refusal"\s+aria-invalid="true" autofocus/);
  expect(text).toContain('<p class="refusal" id="amount-refusal">This is below');
  expect(text).toMatch(/value="JPY" selected/);
  expect(text).toMatch(/value="12" checked/);
});

it('goes to the payment page by a page of ours', async () => {
  const { send, state } = openWeb();
  const answer = await send('/me/wallet/fund', { monthsAtOnce: '12' }, 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain(
    '<meta http-equiv="refresh" content="0; url=https://pay.example/checkout/1?a=1&amp;b=2">',
  );
  expect(text).toContain('<a class="button" href="https://pay.example/checkout/1?a=1&amp;b=2">');
  expect(state.viewer.budget).toMatchObject({ amount: eur('10.00'), monthsAtOnce: 12 });
});

it('leaves the budget alone where the choice is the one it has', async () => {
  const { send, asked } = openWeb();
  await send('/me/wallet/fund', { monthsAtOnce: '3' }, 'ada');
  expect(asked.filter(({ query }) => query.includes('mutation SetBudget'))).toEqual([]);
});

it('says after paying that the money has come, or is on its way', async () => {
  const came = await (await openWeb().visit('/me/budget?paid=1', 'ada')).text();
  expect(came).toMatch(/Thank you\.\s+<data class="money" value="29\.30 EUR">€29\.30<\/data>\s+arrived/);
  const { visit } = openWeb(({ viewer }) => {
    const [newest] = viewer.charges.nodes;
    if (newest) Object.assign(newest, { state: 'INTENT', credited: null });
  });
  expect(await (await visit('/me/budget?paid=1', 'ada')).text()).toContain('Your payment is on its way');
});

it('tells of a budget that counts from the next month', async () => {
  const { visit } = openWeb(({ viewer }) => {
    viewer.nextBudget = { amount: { amount: '900', currency: 'JPY' }, monthsAtOnce: 3, fromMonth: '2026-12' };
  });
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text).toContain('¥900');
  expect(text).toContain('December 2026');
});
