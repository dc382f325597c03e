import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '@flattr/evidence';
import { expect, it } from 'vitest';
import { safePath } from './safe-path.ts';

const own = [
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e%2e//evil.example',
  '/%2E//evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\u0000/evil.example',
  `/${'a'.repeat(9000)}`,
  '',
];

const corpus = join(sharedFolder(), 'corpora/open-redirects.txt');
const hostile = [...own, ...(existsSync(corpus) ? readFileSync(corpus, 'utf8').split('\n') : [])];

it('keeps a path of ours with its query and fragment', () => {
  for (const path of [
    '/',
    '/me/month',
    '/flattr?url=https%3A%2F%2Fsite.example%2F&nonce=a',
    '/t/1/%E5%BA%AD#x',
  ]) {
    expect(safePath(path)).toBe(path);
  }
});

it('never leads to another origin', () => {
  for (const asked of hostile) {
    const path = safePath(asked);
    const led = [new URL(path, 'https://flattr.example/sign-in'), new URL(path, 'http://localhost:4000/')];
    expect(path, asked).toMatch(/^\/(?![/\\])/);
    expect(
      led.map((url) => url.host),
      asked,
    ).toEqual(['flattr.example', 'localhost:4000']);
  }
});

it('goes where it is told otherwise', () => {
  expect(own.map((asked) => safePath(asked, '/me/month'))).toEqual(own.map(() => '/me/month'));
  expect(safePath(undefined)).toBe('/');
});
