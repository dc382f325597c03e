import { expect, it } from 'vitest';
import { ada, thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

it('says what Flattr is to who is nobody, and shows what is flattred by kind', async () => {
  const text = await (await openWeb().visit('/')).text();
  expect(text).toContain('Set a monthly budget from');
  expect(text).toContain('€2.00');
  expect(text.indexOf('tinysieve')).toBeLessThan(text.indexOf('How a river'));
  expect(text).toContain('1,204');
  expect(text.match(/tinysieve/g)).toHaveLength(1);
  for (const kind of ['articles', 'audio', 'videos', 'pictures', 'software', 'people', 'else']) {
    expect(text).toContain(`href="/?kind=${kind}"`);
  }
});

it('shows one kind alone', async () => {
  const { visit } = openWeb();
  const text = await (await visit('/?kind=audio')).text();
  expect(text).toContain('Night trains');
  expect(text).not.toContain('tinysieve');
  expect((await visit('/?kind=nonsense')).status).toBe(404);
});

it('shows the month before while this one is empty', async () => {
  const { visit, asked } = openWeb((state) => {
    for (const thing of state.things) thing.flattrCount = 0;
  });
  expect(await (await visit('/')).text()).toContain('Nothing has been flattred here yet');
  expect(asked.map(({ variables }) => variables)).toEqual([{}, { month: '2026-10' }]);
});

it('shows a thing in its own language, at the one address that it has', async () => {
  const { visit } = openWeb();
  const { uuid, slug, title, url } = thingAt(2);
  const text = await (await visit(`/t/${uuid}/${slug}`, 'ada')).text();
  expect(text).toContain(`<bdi lang="ar">${title}</bdi></h1>`);
  expect(text).toContain(`name="url" value="${url}"`);
  expect((await visit(`/t/${uuid}/another`)).headers.get('location')).toBe(`/t/${uuid}/${slug}`);
  expect((await visit(`/t/${uuid}`)).headers.get('location')).toBe(`/t/${uuid}/${slug}`);
  const asked = '?parts=noor%3A5000';
  expect((await visit(`/t/${uuid}/another${asked}`)).headers.get('location')).toBe(
    `/t/${uuid}/${slug}${asked}`,
  );
  expect((await visit('/t/nonsense/x')).status).toBe(404);
});

it('gives the button to the creator of a thing, and to nobody else', async () => {
  const { visit } = openWeb((state) => {
    for (const thing of state.things) if (thing.slug === 'thing-0') thing.creator = ada;
  });
  const { uuid, slug } = thingAt(0);
  expect(await (await visit(`/t/${uuid}/${slug}`, 'ada')).text()).toContain('&lt;flattr-button url=');
  expect(await (await visit(`/t/${uuid}/${slug}`)).text()).not.toContain('flattr-button');
});

it('tells of what nobody has claimed where its site is claimed, above all to whoever registered it', async () => {
  const { visit } = openWeb((state) => {
    for (const thing of state.things.filter(({ slug }) => slug === 'thing-0'))
      Object.assign(thing, { creator: null, split: [], viewerRegistered: true });
  });
  const { uuid, slug } = thingAt(0);
  const link = '<a href="/me/sites?site=https%3A%2F%2Fsite0.example%2F">claim its site</a>';
  const theirs = await (await visit(`/t/${uuid}/${slug}`, 'ada')).text();
  expect(theirs).toContain(`You have registered this page. It is unclaimed until you ${link}`);
  expect(await (await visit(`/t/${uuid}/${slug}`)).text()).toContain(`If you made it, ${link}.`);
});

it('fills in the site that a link leads to claim, also after signing in', async () => {
  const { visit } = openWeb();
  const path = '/me/sites?site=https%3A%2F%2Fsite0.example%2F';
  expect(await (await visit(path, 'ada')).text()).toContain('value="https://site0.example/"');
  const asked = await visit(path);
  expect(`${asked.headers.get('location')} ${await asked.text()}`).toContain(encodeURIComponent(path));
});

it('shows a user and what they made, page by page', async () => {
  const { visit } = openWeb();
  const text = await (await visit('/u/mirna')).text();
  expect(text).toContain('Mirna Petrović');
  expect(text).toContain('href="/u/mirna?after=z%26%22"');
  expect((await visit('/u/nobody')).status).toBe(404);
  expect((await visit('/u/No%20Body')).status).toBe(404);
});

it('shows what a settled month became, per currency', async () => {
  const { visit } = openWeb();
  const text = await (await visit('/months/2026-10')).text();
  for (const part of [
    '€593.75',
    '€31.25',
    '€579.50',
    'of that, waiting for creators who have not come yet</dt><dd><data class="money" value="12.34 EUR">',
    '€1,204.50',
    '¥17,100',
    '812',
    'fee of 5%',
    '8 November 2026',
  ]) {
    expect(text).toContain(part);
  }
  expect(await (await visit('/months')).text()).toContain('href="/months/2026-10"');
  for (const month of ['2026-09', '2026-13', 'x']) expect((await visit(`/months/${month}`)).status).toBe(404);
});

it('shows the mailbox where mails are kept, and has no such page elsewhere', async () => {
  const mail = { to: 'ada@people.example', subject: 'Hello <b>', text: 'a\nb', at: '2026-11-22T10:00:00Z' };
  const kept = openWeb(() => {}, { list: async () => [mail] });
  expect(await (await kept.visit('/dev/mail')).text()).toContain('Hello &lt;b&gt;');
  const without = await openWeb().visit('/dev/mail');
  expect(without.status).toBe(404);
  expect(await without.text()).not.toContain('/dev/mail"');
});

it('says of the month that still runs when its totals appear', async () => {
  const { visit } = openWeb();
  const answer = await visit('/months/2026-11');
  const text = await answer.text();
  expect(answer.status).toBe(404);
  expect(text).toContain('November 2026 is still running');
  expect(text).toContain('Its totals appear after 30 November.');
  expect(await (await visit('/months/2026-12')).text()).toContain('Nothing here');
});
