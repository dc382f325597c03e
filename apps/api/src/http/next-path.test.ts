import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '@flattr/evidence';
import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

const origin = 'https://flattr.example';

test.each([
  ['/me/budget?x=1#y', '/me/budget?x=1#y'],
  ['/t/1/ein-titel', '/t/1/ein-titel'],
  ['/a/../me', '/me'],
  [undefined, '/'],
  ['', '/'],
  ['me', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('%j leads to %s', (given, path) => {
  expect(nextPath(given, origin)).toBe(path);
});

const collected = join(sharedFolder(), 'corpora/open-redirects.txt');

test.runIf(existsSync(collected))(
  'whatever was collected for redirecting elsewhere stays on our origin',
  () => {
    const lines = readFileSync(collected, 'utf8').split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      for (const given of [line, `/${line}`]) {
        const path = nextPath(given, origin);
        expect(new URL(path, origin).origin, given).toBe(origin);
        expect(path, given).toMatch(/^\/(?![/\\])/);
      }
    }
  },
);
