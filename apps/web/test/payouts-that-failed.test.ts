import { expect, it } from 'vitest';
import { openWeb, type State } from './open-web.ts';
import { accountIn } from './supporter.ts';

const plain = (text: string) => text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
const look = async (path: string, change: (state: State) => void) => {
  const html = await (await openWeb(change).visit(path, 'ada')).text();
  return { html, text: plain(html) };
};

const failedLast = (accountState: string) => (state: State) => {
  const { earnings } = state.viewer;
  earnings.payoutAccount = accountIn(accountState);
  earnings.payouts.nodes.reverse();
};

it('says that the last payout came back, why, and that it can be asked for again', async () => {
  const { text } = await look('/me/earnings', failedLast('READY'));
  expect(text).toContain('Your last payout did not go through');
  expect(text).toContain('€22.40 came back on 8 October. The answer was: The bank refused it.');
  expect(text).toContain('you can ask for the payout again below');
  const { text: later } = await look('/me/earnings', () => {});
  expect(later).not.toContain('Your last payout did not go through');
});

it('leads first to what the provider asks for, in words and by its name', async () => {
  const { html, text } = await look('/me/earnings', failedLast('REQUIREMENTS_DUE'));
  expect(text).toContain('See below what the payment provider needs from you.');
  expect(text).toContain('the bank account that your payouts go to (external_account)');
  expect(text).toContain('once the payment provider pays out to you, see below');
  expect(html).toContain('action="/me/earnings/set-up"');
  const { text: unknown } = await look('/me/earnings', (state) => {
    const account = { ...accountIn('REQUIREMENTS_DUE'), requirements: ['something.new'] };
    state.viewer.earnings.payoutAccount = account;
  });
  expect(unknown).toContain('something.new');
});

it('looks again by itself for whoever comes back from the provider’s page, and not for others', async () => {
  const unfinished = (state: State) => {
    state.viewer.earnings.payoutAccount = accountIn('NOT_FINISHED');
  };
  const back = await look('/me/earnings?set-up=1', unfinished);
  expect(back.text).toContain('the payment provider tells us so within seconds');
  expect(back.html).toContain('content="2; url=/me/earnings?set-up=2"');
  const last = await look('/me/earnings?set-up=8', unfinished);
  expect(last.html).not.toContain('http-equiv="refresh"');
  const later = await look('/me/earnings', unfinished);
  expect(later.text).toContain('You left the provider’s page before it was complete.');
  expect(later.html).not.toContain('http-equiv="refresh"');
});
