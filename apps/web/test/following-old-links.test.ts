import { expect, it } from 'vitest';
import { thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

const { url } = thingAt(0);

it.each(['/submit/auto', '/submit/auto/'])(
  'leads from %s to the page that asks, and changes nothing',
  async (path) => {
    const { visit, asked } = openWeb();
    const answer = await visit(
      `${path}?user_id=mirna&url=${encodeURIComponent(url)}&title=A+river&language=en_GB&tags=quiet,water&category=text&popout=1`,
      'ada',
    );
    expect(answer.status).toBe(302);
    const to = new URL(answer.headers.get('location') ?? '');
    expect([to.origin + to.pathname, Object.fromEntries(to.searchParams)]).toEqual([
      'https://flattr.example/flattr',
      { url, title: 'A river', kind: 'ARTICLE', lang: 'en-GB', tags: 'quiet,water' },
    ]);
    expect(asked).toEqual([]);
  },
);

it('leads to no other origin, and shows what is no address as it was written', async () => {
  const { visit } = openWeb();
  for (const evil of ['javascript:alert(1)', '//evil.example', 'https://evil.example/']) {
    const answer = await visit(`/submit/auto?url=${encodeURIComponent(evil)}`);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/flattr\.example\/flattr\?url=/);
  }
  expect((await visit('/submit/auto')).headers.get('location')).toBe('https://flattr.example/flattr');
});

it.each(['/button/view/', '/button/view', '/view/', '/view', '/button/popout/', '/button/popout'])(
  'shows the count in a frame of any page, the same to everybody: %s',
  async (path) => {
    const { visit, asked } = openWeb();
    const address = `${path}?uid=mirna&url=${encodeURIComponent(url)}&`;
    const [somebody, nobody] = await Promise.all([visit(address, 'ada'), visit(address)]);
    const text = await somebody.text();
    expect(text).toBe(await nobody.text());
    expect([...somebody.headers]).toEqual([...nobody.headers]);
    expect(somebody.headers.get('set-cookie')).toBeNull();
    expect(somebody.headers.get('content-security-policy')).not.toContain('frame-ancestors');
    expect(somebody.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(somebody.headers.has('x-frame-options')).toBe(false);
    expect(text).toContain('<b>214<');
    expect(text).toContain(
      `href="https://flattr.example/flattr?url=${encodeURIComponent(url)}" target="_blank" rel="noopener"`,
    );
    expect(text).not.toMatch(/<script|<form|<button/);
    expect(asked).toEqual([]);
  },
);

it('is a button in a frame that names nothing, and one without its count', async () => {
  const bare = await (await openWeb().visit('/button/view/')).text();
  expect(bare).toContain('href="https://flattr.example/flattr"');
  const down = openWeb((state) => Object.assign(state, { down: true }));
  const text = await (await down.visit(`/button/view/?button=compact&url=${url}`)).text();
  expect(text).toContain('class="button compact"');
  expect(text).not.toContain('<b>');
});

it('keeps every other page out of frames', async () => {
  const { visit } = openWeb();
  for (const path of ['/', '/flattr', '/submit/auto', '/thing/1/x', '/@mirna', '/button/views']) {
    const { headers } = await visit(path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
});

it('says of an old thing that its number is lost, looks for its words and offers to look it up', async () => {
  const { visit } = openWeb();
  for (const path of ['/thing/1214915/A-bed-remembers', '/thing/1214915/A-bed-remembers/']) {
    const answer = await visit(path);
    const text = await answer.text();
    expect([answer.status, text]).toEqual([200, expect.stringContaining('How a river remembers its bed')]);
    expect(text).toContain('<bdi>A bed remembers</bdi>');
    expect(text).toContain('content="noindex"');
    expect(text).toContain('action="/flattr"');
  }
  const bare = await (await visit('/thing/1214915')).text();
  expect(bare).toContain('nobody can say any more');
  expect(bare).not.toContain('Is it one of these');
});

it.each(['/profile/Mirna', '/@mirna', '/@mirna/', '/donation/give/to/mirna/'])(
  'names whoever has an old user’s name now, and does not take them for the same: %s',
  async (path) => {
    const text = await (await openWeb().visit(path)).text();
    expect(text).toContain('href="/u/mirna"');
    expect(text).toContain('look whether it is the person you mean');
    expect(text).toContain('action="/flattr"');
  },
);

it.each(['/profile/nobody', '/@der_michael', '/@%D8%B3', '/donation/give/to/x'])(
  'is no dead end: %s',
  async (path) => {
    const answer = await openWeb().visit(path);
    const text = await answer.text();
    expect([answer.status, text]).toEqual([200, expect.stringContaining('Nobody here has that name')]);
    expect(text).toContain('action="/flattr"');
  },
);

it('serves an image of each size that pages ask for', async () => {
  const { visit } = openWeb();
  const sizes = {
    '/button/flattr-badge-large.png': [93, 20],
    '/flattr-badge-large.png': [93, 20],
    '/button/flattr-badge-small.png': [16, 16],
    '/_img/icons/flattr_logo_16.png': [16, 16],
    '/button/button-static-50x60.png': [50, 60],
    '/button/button-compact-static-100x17.png': [100, 17],
  };
  for (const [path, size] of Object.entries(sizes)) {
    const answer = await visit(path);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const bytes = new DataView(await answer.arrayBuffer());
    expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual(size);
  }
});
