import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildButton, buttonIn, buttonLanguages } from '../src/build-button.ts';

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;

it('is one file of at most 2.0 kB that asks for no other', async () => {
  const text = await buildButton();
  expect(text).not.toMatch(/\bimport\s*[("'{*]|XMLHttpRequest|sendBeacon|document\.cookie|localStorage/);
  expect(text.match(/\bfetch\([^)]*/g)).toEqual([expect.stringMatching(/\/counts\?/)]);
  expect(gzipped(text)).toBeLessThanOrEqual(2000);
});

it.each(buttonLanguages)('speaks another language by a file of at most 0.4 kB: %s', (language) => {
  expect(gzipped(buttonIn(language))).toBeLessThanOrEqual(400);
});
