import { expect, it } from 'vitest';
import { openShop, payingCustomer } from '../../test/open-shop.ts';

it('shows whose a charge is, and the newest five of each table with the others folded below', async () => {
  const { emulator, stripe, close } = await openShop();
  for (let number = 1; number <= 7; number += 1) await payingCustomer(stripe, undefined, number * 1000);
  const page = await (await fetch(emulator.url)).text();
  await emulator.settled();
  await close();
  const charges = page.slice(page.indexOf('<h2>Charges'), page.indexOf('<h2>Events'));
  const [open = '', folded = ''] = charges.split('<details><summary>2 more</summary>');
  expect(open).toContain('ada@example.org');
  for (const euros of [3, 4, 5, 6, 7]) expect(open).toContain(`${euros}0.00`);
  for (const euros of [1, 2]) {
    expect(open).not.toContain(`${euros}0.00`);
    expect(folded).toContain(`${euros}0.00`);
  }
});

it('says of an event from before there was a receiver that it is older', async () => {
  const { emulator, stripe, close } = await openShop({ webhookUrl: undefined });
  await stripe.customers.create({ email: 'ada@example.org' });
  const page = await (await fetch(emulator.url)).text();
  await close();
  expect(page).toContain('before a receiver was set');
});
