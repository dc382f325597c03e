import { expect, it } from 'vitest';
import { ada, eur, thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

const { url, title } = thingAt(0);
const opener = { origin: 'https://blog.example', nonce: 'abcdefghijklmnop' };
const address = (more: Record<string, string> = {}) => `/flattr?${new URLSearchParams({ url, ...more })}`;

it('asks before it flattrs: opening the page changes nothing', async () => {
  const { visit, state, asked } = openWeb();
  const answer = await visit(address(opener), 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain(title);
  expect(text).toContain('<button class="button button-flattr" type="submit">Flattr this</button>');
  expect(text).toContain('blog.example');
  expect(text).not.toContain('<script');
  expect(state.flattred.size).toBe(0);
  expect(asked.every(({ query }) => !query.includes('mutation'))).toBe(true);
});

it('flattrs by its form, and tells the opener at its origin alone', async () => {
  const { send, state } = openWeb();
  const text = await (await send('/flattr', { url, weight: '3', ...opener }, 'ada')).text();
  expect(state.flattred).toEqual(new Set([url]));
  expect(text).toMatch(
    /<script src="\/popup\.js\?v=[0-9a-f]{16}" defer\s+data-origin="https:\/\/blog\.example"/,
  );
  expect(text).toMatch(/data-nonce="abcdefghijklmnop"\s+data-state="flattred"/);
  expect(text).toContain('At the end of November');
});

it('takes the weight that was chosen, and once for anything else', async () => {
  const { send, asked } = openWeb();
  for (const weight of ['7', '', '-1', '1e1', '<b>'])
    await send('/flattr', { url, weight, ...opener }, 'ada');
  const sent = asked.filter(({ query }) => query.includes('mutation')).map(({ variables }) => variables);
  expect(sent).toEqual([7, 1, 1, 1, 1].map((weight) => ({ input: { url, weight } })));
});

it('says kindly that it was flattred already, and offers to undo it', async () => {
  const { visit, send, state } = openWeb((world) => world.flattred.add(url));
  expect(await (await visit(address(opener), 'ada')).text()).toContain(
    'You have flattred this already this month.',
  );
  expect(await (await send('/flattr', { url, ...opener }, 'ada')).text()).toContain('already this month');
  const undone = await (await send('/flattr/undo', { url, ...opener }, 'ada')).text();
  expect(undone).toContain('data-state="undone"');
  expect(state.flattred.size).toBe(0);
});

it('names no opener that named itself badly', async () => {
  const { send } = openWeb();
  const bad = [
    { origin: '*', nonce: opener.nonce },
    { origin: 'https://blog.example/', nonce: opener.nonce },
    { origin: 'javascript:alert(1)', nonce: opener.nonce },
    { origin: 'null', nonce: opener.nonce },
    { origin: 'https://blog.example', nonce: 'short' },
    { origin: 'https://blog.example', nonce: 'abcdefghijklmnop"onload=x' },
    { origin: 'https://blog.example"', nonce: opener.nonce },
  ];
  for (const named of bad) {
    const answer = await send('/flattr/undo', { url, ...named }, 'ada');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, address()]);
    const flattred = await send('/flattr', { url, ...named }, 'ada');
    expect(flattred.headers.get('location')).toMatch(/^\/flattr\?url=[^&]*(?:&done=flattred)?$/);
  }
});

it('asks who is nobody to sign in, and leads back to the same window', async () => {
  const { visit, send } = openWeb();
  const text = await (await visit(address(opener))).text();
  const back = address(opener).replaceAll('&', '&amp;');
  expect(text).toContain('action="/auth/sign-in"');
  expect(text).toContain(`name="next" value="${back}"`);
  expect(text).not.toContain('action="/flattr"');
  const answer = await send('/flattr', { url, ...opener });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2F']);
});

it('says what cannot be flattred: my own thing, what is no address, none at all', async () => {
  const { visit } = openWeb((state) => {
    for (const thing of state.things) if (thing.url === url) thing.creator = ada;
  });
  expect(await (await visit(address(), 'ada')).text()).toContain('This is your own.');
  const malformed = await visit('/flattr?url=javascript:alert(1)', 'ada');
  expect([malformed.status, await malformed.text()]).toEqual([
    422,
    expect.stringContaining('not a web address'),
  ]);
  expect(await (await visit('/flattr')).text()).toContain('What would you flattr?');
});

it('asks for what nobody has registered as well, and says that it waits for its creator', async () => {
  const { visit } = openWeb();
  const text = await (await visit('/flattr?url=https://nobody.example/', 'ada')).text();
  for (const part of ['Nobody has registered this address yet', 'action="/flattr"', 'content="noindex"'])
    expect(text).toContain(part);
  const stranger = await (await visit('/flattr?url=https://nobody.example/')).text();
  expect(stranger).toContain('action="/auth/sign-in"');
  expect(stranger).not.toContain('action="/flattr"');
});

it('shows the sentence of a refusal and stays', async () => {
  const { send } = openWeb((state) => {
    state.refusal = {
      code: 'MONTH_CLOSED',
      message: 'This month takes no flattrs any more.',
      path: ['input', 'month'],
    };
  });
  const answer = await send('/flattr', { url, ...opener }, 'ada');
  expect([answer.status, await answer.text()]).toEqual([
    422,
    expect.stringContaining('takes no flattrs any more'),
  ]);
});

it('leads back to the page that the form stood on, and to no other origin', async () => {
  const { send } = openWeb();
  const back = async (next: string) => (await send('/flattr', { url, next }, 'ada')).headers.get('location');
  expect(await back('/t/1/x')).toBe('/t/1/x');
  expect(await back('//evil.example')).toBe(address());
});

it('says without a script what was done, and the ways on', async () => {
  const { send, visit } = openWeb();
  const answer = await send('/flattr', { url }, 'ada');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, address({ done: 'flattred' })]);
  const text = await (await visit(address({ done: 'flattred' }), 'ada')).text();
  expect(text).toContain('At the end of November it gets its share');
  expect(text).toContain('href="/me/month"');
  expect(text).toMatch(/href="https:\/\/site0\.example\/things\/0"[^>]*><bdi>Back to the page/);
  expect(text).not.toContain('already');
  expect(text).not.toContain('<script');
  const again = await send('/flattr', { url }, 'ada');
  expect(again.headers.get('location')).toBe(address());
});

it('believes no address that says it was flattred when it was not', async () => {
  const text = await (await openWeb().visit(address({ done: 'flattred' }), 'ada')).text();
  expect(text).not.toContain('Flattred.');
  expect(text).toContain('Flattr this</button>');
});

it('warns whom the flattr will be worth nothing', async () => {
  const poor = [
    [{ budget: null }, 'You have no budget'],
    [{ wallets: [] }, 'Your wallet is empty'],
    [
      { budget: null, nextBudget: { amount: eur('5.00'), monthsAtOnce: 3, fromMonth: '2026-12' } },
      'from December 2026 on',
    ],
  ] as const;
  for (const [viewer, words] of poor) {
    const { send, visit } = openWeb((state) => Object.assign(state.viewer, viewer));
    const popup = await (await send('/flattr', { url, ...opener }, 'ada')).text();
    const bare = await (await visit(address({ done: 'flattred' }), 'ada')).text();
    for (const text of [popup, bare]) {
      expect(text).toContain(words);
      expect(text).not.toContain('gets its share');
    }
    expect(popup).toContain('data-stay="1"');
  }
});

it('lets the popup be closed where it was flattred already, and tells the opener nothing', async () => {
  const { visit } = openWeb((world) => world.flattred.add(url));
  const text = await (await visit(address(opener), 'ada')).text();
  expect(text).toContain('id="close"');
  expect(text).toMatch(/<script src="\/popup\.js[^>]*" defer data-stay="1"><\/script>/);
  expect(text).not.toContain('data-origin');
});

it('tells the opener that a thing is the visitor’s own only when they press Close', async () => {
  const { visit, state } = openWeb();
  for (const thing of state.things) thing.creator = { handle: 'ada', name: 'Ada' };
  const text = await (await visit(address(opener), 'ada')).text();
  expect(text).toContain('A flattr is for somebody else.');
  expect(text).toMatch(/data-closing="own" data-stay="1"><\/script>/);
  expect(text).not.toContain('data-state');
  expect(await (await visit(address(), 'ada')).text()).not.toContain('data-closing');
});

it('takes back the flattr of the month in which it was shown, and says it when that is over', async () => {
  const { visit, send, asked, state } = openWeb((world) => world.flattred.add(url));
  for (const path of [address(), '/t/0199e7a0-0000-7000-8000-000000000000/thing-0', '/me/month']) {
    expect(await (await visit(path, 'ada')).text()).toContain('name="month" value="2026-11"');
  }
  state.refusal = { code: 'MONTH_CLOSED', message: 'This month takes no flattrs any more.', path: ['input'] };
  const answer = await send('/flattr/undo', { url, month: '2026-11', next: '/me/month' }, 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(422);
  expect(text).toContain('November is over: its flattrs can no longer be undone.');
  expect(text).toContain('<a href="/me/month">Back</a>');
  const sent = asked.find(({ query }) => query.includes('mutation'));
  expect(sent?.variables).toEqual({ input: { url, month: '2026-11' } });
});

it('passes on what a button says of a page that nobody has registered, and nothing that is no hint', async () => {
  const { visit, send, asked } = openWeb();
  const unknown = 'https://new.example/song';
  const hints = { title: 'A <b>song</b>', kind: 'audio', lang: 'de', tags: 'folk, live,,' };
  const text = await (
    await visit(`/flattr?${new URLSearchParams({ url: unknown, ...hints })}`, 'ada')
  ).text();
  expect(text).toContain('It calls itself “<bdi>A &lt;b&gt;song&lt;/b&gt;</bdi>”.');
  expect(text).toContain('<input type="hidden" name="kind" value="AUDIO">');
  const signedOut = await (await visit(`/flattr?${new URLSearchParams({ url: unknown, ...hints })}`)).text();
  expect(signedOut).toContain('lang=de');
  await send('/flattr', { url: unknown, ...hints, ...opener }, 'ada');
  await send('/flattr', { url: unknown, title: ' ', kind: 'TOY', lang: '', tags: ',', ...opener }, 'ada');
  const sent = asked.filter(({ query }) => query.includes('mutation')).map(({ variables }) => variables);
  const described = { title: 'A <b>song</b>', kind: 'AUDIO', language: 'de', tags: ['folk', ' live'] };
  expect(sent).toEqual([
    { input: { url: unknown, weight: 1, ...described } },
    { input: { url: unknown, weight: 1 } },
  ]);
});
