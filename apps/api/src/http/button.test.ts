import { expect, test } from 'vitest';
import { button } from './button.ts';

test('the button is read once, for pages of any origin, and again after a failure', async () => {
  let reads = 0;
  const readScript = async () => {
    reads += 1;
    if (reads === 1) throw new Error('not built yet');
    return 'export {};';
  };
  const app = button({ button: readScript, languages: new Map([['de', 'German']]) });
  app.onError((_error, c) => c.text('', 500));
  expect((await app.request('/button.js')).status).toBe(500);
  const answer = await app.request('/button.js', { headers: { origin: 'https://blog.example.org' } });
  expect(await answer.text()).toBe('export {};');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const etag = answer.headers.get('etag') ?? '';
  expect((await app.request('/button.js', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect(reads).toBe(2);
  const german = await app.request('/button.de.js');
  expect(await german.text()).toBe('German');
  expect(german.headers.get('access-control-allow-origin')).toBe('*');
  expect((await app.request('/button.xx.js')).status).toBe(404);
});

test('the first Flattr’s loader is served from each of its paths with the same bytes', async () => {
  const paths = ['/js/0.6/load.js', '/button/load.js'];
  const legacyLoader = { script: async () => 'load', paths };
  const app = button({ button: async () => 'button', languages: new Map(), legacyLoader });
  const etags = new Set<string | null>();
  for (const path of paths) {
    const answer = await app.request(`${path}?mode=auto&uid=ann`, {
      headers: { origin: 'https://blog.example.org' },
    });
    expect(await answer.text()).toBe('load');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('set-cookie')).toBeNull();
    etags.add(answer.headers.get('etag'));
  }
  expect(etags.size).toBe(1);
  expect((await app.request('/js/0.7/load.js')).status).toBe(404);
});
