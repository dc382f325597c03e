import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildButton } from '../src/build-button.ts';

it('is one small file that asks for no other', async () => {
  const text = await buildButton();
  expect(text).not.toMatch(
    /\bimport\s*[("'{*]|\bfetch\(|XMLHttpRequest|sendBeacon|document\.cookie|localStorage/,
  );
  expect(gzipSync(text, { level: 9 }).length).toBeLessThan(2400);
});
