import { expect, it } from 'vitest';
import { openWeb } from './open-web.ts';
import { accountIn } from './supporter.ts';

it('shows a creator what is free and what is held, to the last digit', async () => {
  const text = await (await openWeb().visit('/me/earnings', 'ada')).text();
  for (const part of [
    '€48.714285',
    '€31.20',
    '€17.514285',
    '¥1,720',
    'tr_1Qx',
    'The bank refused it.',
    '2 December 2026',
  ]) {
    expect(text).toContain(part);
  }
});

it('leads to the provider to set up payouts, and says why a country was refused', async () => {
  const { send, state } = openWeb();
  const leaving = await (await send('/me/earnings/set-up', { country: 'DE' }, 'ada')).text();
  expect(leaving).toContain('url=https://pay.example/onboarding');
  state.refusal = {
    code: 'COUNTRY_UNKNOWN',
    message: 'A country is two letters, such as DE.',
    path: ['input', 'country'],
  };
  const refused = await send('/me/earnings/set-up', { country: 'XX' }, 'ada');
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('id="country-refusal">A country is two letters');
});

it('asks no country of a creator whose account only wants finishing, and nothing of one whose is ready', async () => {
  const open = openWeb(({ viewer }) => {
    viewer.earnings.payoutAccount = accountIn('CHECKING');
  });
  const unfinished = await (await open.visit('/me/earnings', 'ada')).text();
  expect(unfinished).toContain('Checking with the payment provider');
  expect(unfinished).not.toContain('name="country"');
  open.state.viewer.earnings.payoutAccount = accountIn('READY');
  expect(await (await open.visit('/me/earnings', 'ada')).text()).toContain('Your payouts are set up.');
});

it.each([
  ['NOT_FINISHED', ['Go on where you stopped', 'Go on at the payment provider']],
  ['CHECKING', ['as soon as the provider has looked at it']],
  [
    'REQUIREMENTS_DUE',
    ['needs something from you', '<code>external_account</code>', 'action="/me/earnings/set-up"'],
  ],
  ['RESTRICTED', ['Your payouts are stopped', '<code>requirements.past_due</code>', 'write to whoever runs']],
])('says what happened and what to do next for an account that is %s', async (accountState, sentences) => {
  const { visit } = openWeb(({ viewer }) => {
    viewer.earnings.payoutAccount = accountIn(accountState);
  });
  const text = await (await visit('/me/earnings', 'ada')).text();
  for (const sentence of sentences) expect(text).toContain(sentence);
  expect(text).not.toContain('action="/me/earnings/payout"');
});

it('leads on with a fresh link whoever comes back with an old one, and home who has no account', async () => {
  const open = openWeb();
  const leaving = await (await open.visit('/me/earnings/set-up/again', 'ada')).text();
  expect(leaving).toContain('url=https://pay.example/onboarding');
  open.state.refusal = { code: 'COUNTRY_UNKNOWN', message: 'Choose one.', path: ['input', 'country'] };
  const home = await open.visit('/me/earnings/set-up/again', 'ada');
  expect([home.status, home.headers.get('location')]).toEqual([303, '/me/earnings']);
});

it('pays out what is free when asked to, and says why it does not', async () => {
  const open = openWeb(({ viewer }) => {
    viewer.earnings.payoutAccount = accountIn('READY');
  });
  expect(await (await open.visit('/me/earnings', 'ada')).text()).toContain('action="/me/earnings/payout"');
  const asked = await open.send('/me/earnings/payout', { currency: 'EUR' }, 'ada');
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/me/earnings']);
  open.state.refusal = { code: 'BELOW_MINIMUM', message: 'Less than the smallest payout is free.', path: [] };
  const refused = await open.send('/me/earnings/payout', { currency: 'EUR' }, 'ada');
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Less than the smallest payout is free.');
});

it('shows a new token once', async () => {
  const { send, visit } = openWeb();
  const form: [string, string][] = [
    ['name', 'Blog'],
    ['scope', 'THINGS_WRITE'],
    ['scope', 'ME_READ'],
    ['scope', 'NOPE'],
  ];
  const made = await send('/me/tokens', form, 'ada');
  expect(await made.text()).toContain('flt_pat_shown-this-once');
  expect(made.headers.get('cache-control')).toBe('private, no-store');
  expect(await (await visit('/me/tokens', 'ada')).text()).not.toContain('flt_pat_shown');
});

it('asks only for scopes that there are', async () => {
  const { send, asked } = openWeb();
  await send(
    '/me/tokens',
    [
      ['name', 'Blog'],
      ['scope', 'ME_READ'],
      ['scope', 'NOPE'],
    ],
    'ada',
  );
  const sent = asked.find(({ query }) => query.includes('mutation'));
  expect(sent?.variables).toEqual({ input: { name: 'Blog', scopes: ['ME_READ'] } });
});

it('keeps what was typed when a token is refused', async () => {
  const { send } = openWeb((state) => {
    state.refusal = {
      code: 'NAME_MISSING',
      message: 'Give it a name of 1 to 100 characters.',
      path: ['input', 'name'],
    };
  });
  const answer = await send('/me/tokens', { name: '', scope: 'ME_READ' }, 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(422);
  expect(text).toContain('id="name-refusal">Give it a name');
  expect(text).toMatch(/value="ME_READ" checked/);
});

it('makes no second token where the same form is sent again', async () => {
  const { send, visit, asked, state } = openWeb();
  const [seen] = state.viewer.tokens;
  if (!seen) throw new Error('the supporter has no token');
  expect(await (await visit('/me/tokens', 'ada')).text()).toContain('name="newest" value="t1"');
  const form = { name: 'Blog', scope: 'ME_READ', newest: 't1' };
  await send('/me/tokens', form, 'ada');
  state.viewer.tokens.unshift({ ...seen, id: 't3', name: 'Blog' });
  const again = await (await send('/me/tokens', form, 'ada')).text();
  expect(again).toContain('was made already');
  expect(again).not.toContain('flt_pat_shown');
  await send('/me/tokens', { ...form, newest: 't3' }, 'ada');
  expect(asked.filter(({ query }) => query.includes('mutation'))).toHaveLength(2);
});

it('asks to choose a country, and what a token may do', async () => {
  const { send, asked } = openWeb();
  const country = await (await send('/me/earnings/set-up', { country: '' }, 'ada')).text();
  expect(country).toContain('id="country-refusal">Choose your country.');
  const scope = await (await send('/me/tokens', { name: 'Blog' }, 'ada')).text();
  expect(scope).toContain('id="scopes-refusal">Choose at least one.');
  expect(asked.every(({ query }) => !query.includes('mutation'))).toBe(true);
});

it('shows how to register with what everybody has, at this address', async () => {
  const text = await (await openWeb().visit('/me/tokens', 'ada')).text();
  expect(text).toContain('fetch(&#39;https://flattr.example/graphql&#39;');
  expect(text).not.toContain('@flattr/sdk');
});

it('says what payouts wait for, and nothing of what is held where nothing is', async () => {
  const { visit, state } = openWeb(({ viewer }) => {
    const [euro] = viewer.earnings.balances;
    if (euro) viewer.earnings.balances = [{ ...euro, held: { amount: '0.00', currency: 'EUR' } }];
  });
  const text = await (await visit('/me/earnings', 'ada')).text();
  expect(text).toContain('Will be paid out once you have set up payouts');
  expect(text).not.toContain('held until');
  expect(text).not.toContain('We do not find your proof');
  state.viewer.earnings.payoutAccount = accountIn('READY');
  expect(await (await visit('/me/earnings', 'ada')).text()).toContain('Paid out by itself once');
});

it('names the sites whose proof is missing, what waits for it, and what to do', async () => {
  const { visit } = openWeb(({ viewer }) => {
    const [euro] = viewer.earnings.balances;
    if (!euro) throw new Error('there is no balance in euros');
    const sitesWithoutProof = ['https://ann.example/', 'https://bbs.example/~ann/'];
    viewer.earnings.balances = [
      { ...euro, heldForProof: { amount: '5.014285', currency: 'EUR' }, sitesWithoutProof },
    ];
  });
  const text = await (await visit('/me/earnings', 'ada')).text();
  expect(text).toMatch(/held until the payments behind it are safe<\/dt><dd><data [^>]*>€12\.50<\/data>/);
  expect(text).toMatch(/held until a proof is found again<\/dt><dd><data [^>]*>€5\.014285<\/data>/);
  expect(text).toContain('<bdi>https://ann.example/</bdi>, <bdi>https://bbs.example/~ann/</bdi>');
  expect(text).toContain('<a href="/me/sites">My sites</a>');
});

it('puts the currencies of a month under one heading', async () => {
  const { visit } = openWeb(({ viewer }) => {
    const [euro] = viewer.earnings.months;
    const amount = { amount: '1720', currency: 'JPY' };
    if (euro) viewer.earnings.months.push({ ...euro, currency: 'JPY', amount });
  });
  const text = await (await visit('/me/earnings', 'ada')).text();
  expect(text.match(/<h3><a class="title" href="\/me\/earnings\/2026-10">/g)).toHaveLength(1);
  expect(text.match(/<h4>(?:Euro|Japanese Yen)<\/h4>/g)).toHaveLength(2);
});

it('revokes a token', async () => {
  const { send, asked } = openWeb();
  const answer = await send('/me/tokens/revoke', { id: 't1' }, 'ada');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me/tokens']);
  expect(asked[0]?.variables).toEqual({ input: { id: 't1' } });
});
