import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildLegacyLoader, buttonLanguages } from '../src/build-button.ts';

it('is one classic script of at most 4.0 kB that asks for the button alone', async () => {
  const text = await buildLegacyLoader('https://flattr.example');
  expect(text).not.toMatch(
    /\bfetch\(|XMLHttpRequest|sendBeacon|document\.cookie|localStorage|innerHTML|eval\(/,
  );
  expect(text.match(/\bimport\b/g)).toHaveLength(1);
  expect(text).not.toMatch(/^import|^export/m);
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(4000);
});

it('knows the languages that the button has files of, and the instance that it was built for', async () => {
  const text = await buildLegacyLoader('https://one.example');
  expect(text).toContain(`(?:${buttonLanguages.join('|')})`);
  expect(text).toContain('"https://one.example"');
  expect(await buildLegacyLoader()).not.toContain('one.example');
});
