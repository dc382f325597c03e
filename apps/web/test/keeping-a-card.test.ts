import { expect, it } from 'vitest';
import { eur } from './cast.ts';
import { openWeb, type State } from './open-web.ts';

const plain = (text: string) => text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
const look = async (path = '/me/budget', change?: (state: State) => void) => {
  const html = await (await openWeb(change).visit(path, 'ada')).text();
  return { html, text: plain(html) };
};

it('shows which card is saved, how long it is good, and offers another one', async () => {
  const { html, text } = await look();
  expect(text).toContain('Visa ending in 4242');
  expect(text).toContain('Good until the end of March 2029.');
  expect(html).toContain('<form method="post" action="/me/wallet/card">');
  const old = await look('/me/budget', ({ viewer }) => {
    viewer.card = { brand: 'visa', lastFour: '4242', expires: '2026-10' };
  });
  expect(old.text).toContain('good until the end of October 2026, and cannot be charged any more');
});

it('says that there is none, and that what is in the wallet counts', async () => {
  const { html, text } = await look('/me/budget', ({ viewer }) => {
    viewer.card = null;
  });
  expect(text).toContain('your flattrs count as long as there is money in it');
  expect(text).toContain('Save a card');
  expect(html).not.toContain('/me/wallet/card/remove');
});

it('shows the page where the provider does not say which card it is', async () => {
  const { text } = await look('/me/budget', ({ viewer }) => {
    viewer.card = { brand: null, lastFour: null, expires: null };
  });
  expect(text).toContain('The payment provider does not answer at the moment');
});

it('goes to the page of the provider by a page of ours, or says why not', async () => {
  const { send } = openWeb();
  const text = await (await send('/me/wallet/card', {}, 'ada')).text();
  expect(text).toContain('<a class="button" href="https://pay.example/card">');
  const refusing = openWeb((state) => {
    state.refusal = { code: 'TOO_MANY_CARDS', message: 'Come back tomorrow.', path: [] };
  });
  const refused = await refusing.send('/me/wallet/card', {}, 'ada');
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('Come back tomorrow.'),
  ]);
});

it('removes the card after asking once more', async () => {
  const { send, visit } = openWeb();
  expect(await (await visit('/me/budget', 'ada')).text()).toMatch(/<details[^>]*><summary>Remove card/);
  const answer = await send('/me/wallet/card/remove', {}, 'ada');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me/budget#card-title']);
  expect(await (await visit('/me/budget', 'ada')).text()).not.toContain('4242');
});

it('looks again by itself until the card is saved, and not for ever', async () => {
  const waiting = (state: State) => {
    state.viewer.cardSetup = { state: 'OPEN', at: state.now };
  };
  const first = await look('/me/budget?card=1', waiting);
  expect(first.text).toContain('Your card is being saved');
  expect(first.html).toContain('content="2; url=/me/budget?card=2"');
  const last = await look('/me/budget?card=8', waiting);
  expect(last.html).not.toContain('http-equiv="refresh"');
  expect(last.html).toContain('<a href="/me/budget?card=1">Look again</a>');
  const saved = await look('/me/budget?card=2', (state) => {
    state.viewer.cardSetup = { state: 'SAVED', at: state.now };
  });
  expect(saved.text).toContain('Your card is saved, and nothing was taken from it.');
  expect((await look('/me/budget', waiting)).text).not.toContain('being saved');
});

it('says what to do when the saved card was not charged, until something else happens', async () => {
  const topUp = {
    ...{ id: 'c3', amount: eur('30.00'), credited: null, state: 'FAILED', at: '2026-11-20T10:00:00Z' },
    ...{ topUp: true, failure: '<b>No.</b>' },
  };
  const { html, text } = await look('/me/budget', ({ viewer }) => {
    viewer.charges.nodes.unshift(topUp);
  });
  expect(text).toContain('Your card was not charged');
  expect(text).toContain(
    'On 20 November it was to fill your wallet with €30.00. The answer was: &lt;b&gt;No.',
  );
  expect(html).toContain('<a href="#fund-title">pay now</a>');
  expect(html).toContain('<a href="#card-title">change it</a>');
  const later = await look('/me/budget', ({ viewer }) => {
    viewer.charges.nodes.push({ ...topUp, at: '2026-10-01T10:00:00Z' });
  });
  expect(later.text).not.toContain('Your card was not charged');
});
