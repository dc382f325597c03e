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

it('sets, says and keeps what one flattr may cost at most, and takes it off where it is left empty', async () => {
  const { send, visit, state } = openWeb();
  expect(await (await visit('/me/budget', 'ada')).text()).not.toContain('for a flattr.');
  await send('/me/budget', { amount: '10', currency: 'EUR', maxPerFlattr: ' 0,50 ' }, 'ada');
  expect(state.viewer.budget).toMatchObject({ maxPerFlattr: eur('0.50') });
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text).toMatch(
    /a month, at most <data class="money" value="0\.50 EUR">€0\.50<\/data> for a flattr\./,
  );
  expect(text).toMatch(/name="maxPerFlattr" type="text" value="0\.50"/);
  await send('/me/wallet/fund', { monthsAtOnce: '12' }, 'ada');
  expect(state.viewer.budget).toMatchObject({ monthsAtOnce: 12, maxPerFlattr: eur('0.50') });
  await send('/me/budget', { amount: '10', currency: 'EUR', maxPerFlattr: '' }, 'ada');
  expect(state.viewer.budget).toMatchObject({ maxPerFlattr: null });
});

it('says beside its field why the most for one flattr was refused, and keeps what was typed', async () => {
  const { send } = openWeb((state) => {
    const message = 'An amount is a plain decimal such as 5 or 2.50.';
    state.refusal = { code: 'AMOUNT_MALFORMED', message, path: ['maxPerFlattr'] };
  });
  const form = { amount: '10', currency: 'EUR', maxPerFlattr: 'half' };
  const text = await (await send('/me/budget', form, 'ada')).text();
  expect(text).toMatch(/value="half"[^>]+aria-describedby="maxPerFlattr-refusal maxPerFlattr-hint"/);
  expect(text).toContain('id="maxPerFlattr-refusal">An amount is a plain decimal such as 5 or 2.50.</p>');
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
  expect(text).toContain('The least in JPY is ¥300.');
  expect(text).toContain('<input type="hidden" name="monthsAtOnce" value="12">');
});

it('says that yen are whole', async () => {
  const { send } = openWeb((state) => {
    const message = 'An amount is a plain decimal such as 5 or 2.50.';
    state.refusal = { code: 'AMOUNT_MALFORMED', message, path: ['input', 'amount'] };
  });
  const yen = await (await send('/me/budget', { amount: '350.50', currency: 'JPY' }, 'ada')).text();
  expect(yen).toContain('Japanese Yen has no decimals: give a whole number such as 300.');
  const euro = await (await send('/me/budget', { amount: 'five', currency: 'EUR' }, 'ada')).text();
  expect(euro).toContain('such as 5 or 2.50. The least in EUR is €2.00.');
});

it('asks in one place for how many months to pay at once, and says what is charged again later', async () => {
  const text = await (await openWeb().visit('/me/budget', 'ada')).text();
  expect(text.match(/type="radio" name="monthsAtOnce" value="3"/g)).toHaveLength(1);
  expect(text).toContain('<input type="hidden" name="monthsAtOnce" value="3">');
  expect(text).toMatch(
    /it is charged\s+<data class="money" value="30\.00 EUR">€30\.00<\/data>\s+\(3 months\)\./,
  );
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
  const waiting = await (await visit('/me/budget?paid=1', 'ada')).text();
  expect(waiting).toContain('Your payment is being credited');
  expect(waiting).toContain('being credited</p>');
  expect(waiting).not.toContain('not finished');
  expect(await (await visit('/me/budget', 'ada')).text()).toContain('not finished');
});

it('looks again by itself until the payment is there, and not for ever', async () => {
  const { visit, state } = openWeb(({ viewer }) => {
    const [newest] = viewer.charges.nodes;
    if (newest) Object.assign(newest, { state: 'INTENT', credited: null });
  });
  const again = async (path: string) =>
    (await (await visit(path, 'ada')).text()).match(/http-equiv="refresh" content="([^"]*)"/)?.[1];
  expect(await again('/me/budget?paid=1')).toBe('2; url=/me/budget?paid=2');
  expect(await again('/me/budget?paid=7')).toBe('2; url=/me/budget?paid=8');
  expect(await again('/me/budget?paid=8')).toBeUndefined();
  expect(await again('/me/budget')).toBeUndefined();
  for (const outcome of ['SUCCEEDED', 'FAILED']) {
    const [newest] = state.viewer.charges.nodes;
    if (newest) Object.assign(newest, { state: outcome });
    expect(await again('/me/budget?paid=2')).toBeUndefined();
  }
});

it('lists the payments by their date, the newest first', async () => {
  const { visit } = openWeb(({ viewer }) => {
    Object.assign(viewer.charges, { nodes: viewer.charges.nodes.toReversed() });
  });
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text.indexOf('arrived in the wallet')).toBeLessThan(text.indexOf('did not go through'));
});

it('asks once more before the giving ends, without a script', async () => {
  const text = await (await openWeb().visit('/me/budget', 'ada')).text();
  expect(text).toMatch(
    /<details class="end-giving"><summary>Stop giving<\/summary>\s*<form class="form" method="post"/,
  );
});

it('still shows what is in the wallets of whom has stopped giving', async () => {
  const { visit } = openWeb(({ viewer }) => {
    const yen = { amount: '900', currency: 'JPY' };
    Object.assign(viewer, {
      budget: null,
      fundingChoices: [],
      wallets: [
        { balance: eur('76.27'), refundable: eur('0.00') },
        { balance: yen, refundable: { ...yen, amount: '0' } },
      ],
    });
  });
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text).toContain('You have stopped giving.');
  expect(text.match(/€76\.27/g)).toHaveLength(2);
  expect(text.match(/¥900/g)).toHaveLength(2);
  expect(text).not.toContain('another currency now');
});

it('tells of a budget that counts from the next month', async () => {
  const { visit } = openWeb(({ viewer }) => {
    viewer.nextBudget = { amount: { amount: '900', currency: 'JPY' }, monthsAtOnce: 3, fromMonth: '2026-12' };
  });
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text).toContain('¥900');
  expect(text).toContain('December 2026');
});

it('asks once more before the wallet is refunded, and shows what became of each refund', async () => {
  const { send, visit } = openWeb();
  const text = await (await visit('/me/budget', 'ada')).text();
  expect(text).toMatch(/<summary>Get <data class="money" value="27\.18 EUR">€27\.18<\/data> back<\/summary>/);
  expect(text).toContain('stop giving or remove your card first');
  expect(text).toContain(
    'could not be sent back, and is in your wallet again: <bdi>lost_or_stolen_card</bdi>',
  );
  expect(text).toContain('sent back to your card');
  const answer = await send('/me/wallet/refund', { currency: 'EUR' }, 'ada');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me/budget#refunds']);
  expect(await (await visit('/me/budget', 'ada')).text()).not.toContain('/me/wallet/refund');
});

it('says why nothing can be refunded', async () => {
  const { send } = openWeb((state) => {
    const message = 'There is nothing in this wallet that can go back to your card now.';
    state.refusal = { code: 'NOTHING_TO_REFUND', message, path: [] };
  });
  const answer = await send('/me/wallet/refund', { currency: 'EUR' }, 'ada');
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('nothing in this wallet that can go back');
});
