import { expect, it } from 'vitest';
import { eur } from './cast.ts';
import { openWeb } from './open-web.ts';
import { connection } from './supporter.ts';

it('shows what each flattr becomes so far, exact for machines and cut for people', async () => {
  const text = await (await openWeb().visit('/me/month', 'ada')).text();
  expect(text).toContain('My November');
  expect(text).toContain('9 days until the cut');
  expect(
    text.match(/value="1\.583333 EUR" title="€1\.583333">€1\.58<\/data><span class="exact">€1\.583333</g),
  ).toHaveLength(2);
  expect(text.match(/class="about">about</g)).toHaveLength(5);
  expect(text).toContain('counts 2×');
  expect(text).toMatch(/shared by 5 flattrs<\/dt>\s*<dd><data class="money" value="9\.500000 EUR">€9\.50/);
  expect(text).toMatch(/fee, which runs this place<\/dt>\s*<dd><data class="money" value="0\.50 EUR">€0\.50/);
});

it('draws the budget as shares that fill it', async () => {
  const text = await (await openWeb().visit('/me/month', 'ada')).text();
  const widths = [...text.matchAll(/<rect class="(?:tint-\d|part-fee)"[^>]*?width="(\d+)"/g)].map(
    ([, width]) => +(width ?? 0),
  );
  expect(widths).toHaveLength(6);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(10_000);
});

it('says that a flattr without a budget is worth nothing, and where to set one', async () => {
  const { visit } = openWeb(({ viewer }) => {
    Object.assign(viewer, { budget: null, wallets: [] });
    for (const flattr of viewer.monthSoFar.flattrs) flattr.worth = null;
    Object.assign(viewer.monthSoFar, { spent: null, fee: null });
  });
  const text = await (await visit('/me/month', 'ada')).text();
  expect(text).toContain('You have no budget yet');
  expect(text).toContain('no budget</span>');
});

it('says that less than the budget is in the wallet', async () => {
  const { visit } = openWeb(({ viewer }) => {
    viewer.wallets = [{ balance: eur('3.20'), refundable: eur('3.20'), history: connection([]) }];
  });
  expect(await (await visit('/me/month', 'ada')).text()).toContain('less than your budget');
  const empty = openWeb(({ viewer }) => {
    viewer.wallets = [];
    Object.assign(viewer.monthSoFar, { spent: eur('0.00'), fee: eur('0.00') });
  });
  expect(await (await empty.visit('/me/month', 'ada')).text()).toContain('Your wallet is empty');
});

it('tells what stays in the wallet from what the wallet does not cover', async () => {
  const { visit } = openWeb(({ viewer }) => {
    if (viewer.budget) viewer.budget.amount = eur('5.00');
    viewer.wallets = [{ balance: eur('4.60'), refundable: eur('4.60'), history: connection([]) }];
    Object.assign(viewer.monthSoFar, { spent: eur('0.00'), fee: eur('0.00'), flattrs: [] });
  });
  const text = await (await visit('/me/month', 'ada')).text();
  expect(text).toMatch(/stays in the wallet<\/dt><dd><data class="money" value="4\.600000 EUR">/);
  expect(text).toMatch(/not covered by the wallet<\/dt><dd><data class="money" value="0\.400000 EUR">/);
  expect(text).toContain('<rect class="part-kept" x="0" y="0" width="9200"');
  const covered = await (await openWeb().visit('/me/month', 'ada')).text();
  expect(covered).not.toContain('stays in the wallet</dt>');
  expect(covered).not.toContain('not covered');
});

it('says of whom has stopped giving that they give nothing, and what stays', async () => {
  const { visit } = openWeb(({ viewer }) => {
    viewer.budget = null;
  });
  const text = await (await visit('/me/month', 'ada')).text();
  expect(text).toContain('You give nothing this month');
  expect(text).toMatch(/€27\.18<\/data> stays in your wallet/);
  expect(text).not.toContain('no budget yet');
});

it('takes a flattr back from the list', async () => {
  const { send } = openWeb();
  const answer = await send(
    '/flattr/undo',
    { url: 'https://site0.example/things/0', next: '/me/month' },
    'ada',
  );
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me/month']);
});

it('suggests what was played, with a button to flattr it and one to say no', async () => {
  const text = await (await openWeb().visit('/me/month', 'ada')).text();
  expect(text).toContain('Played 12 times this month');
  expect(text).toMatch(
    /action="\/flattr">\s*<input type="hidden" name="url" value="https:\/\/noor.example\/night-train"/,
  );
  expect(text).toContain('action="/me/month/dismiss"');
  const { visit } = openWeb(({ viewer }) => Object.assign(viewer.suggestions, { nodes: [], totalCount: 0 }));
  expect(await (await visit('/me/month', 'ada')).text()).not.toContain('You played');
});

it('dismisses a suggestion', async () => {
  const answer = await openWeb().send(
    '/me/month/dismiss',
    { url: 'https://noor.example/night-train' },
    'ada',
  );
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me/month']);
});

it('lists the months before', async () => {
  const text = await (await openWeb().visit('/me/month', 'ada')).text();
  expect(text).toContain('href="/me/months/2026-10"');
  expect(text).toContain('€7.18');
});

it('says of a flattr on what became mine that it counts nothing', async () => {
  const { visit } = openWeb(({ viewer }) => {
    const [first] = viewer.monthSoFar.flattrs;
    if (first) Object.assign(first, { fate: 'OWN_THING', worth: eur('0.00') });
  });
  const text = await (await visit('/me/month', 'ada')).text();
  expect(text.match(/yours in part, counts nothing/g)).toHaveLength(1);
});
