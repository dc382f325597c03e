import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { checkApp } from './oauth-app.ts';

const good = {
  name: 'Player',
  website: 'https://player.example',
  redirectUris: ['https://player.example/back'],
};

const codeOf = (changed: Partial<typeof good>): string => {
  const checked = checkApp({ ...good, ...changed });
  return checked instanceof Refusal ? checked.code : 'fine';
};

test('an app is brought to one spelling', () => {
  const checked = checkApp({
    name: ' My \n player ',
    website: ' https://Player.example ',
    redirectUris: ['https://player.example/back', ' https://player.example/back ', ''],
  });
  expect(checked).toEqual({
    name: 'My player',
    website: 'https://player.example/',
    redirectUris: ['https://player.example/back'],
  });
});

test.each([
  ['name-missing', { name: ' \u0000 ' }],
  ['name-missing', { name: 'x'.repeat(101) }],
  ['website-malformed', { website: 'player' }],
  ['website-malformed', { website: '' }],
  ['website-malformed', { website: 'javascript:alert(1)' }],
  ['website-malformed', { website: 'https://me:pass@player.example/' }],
  ['redirect-uris-out-of-range', { redirectUris: [] }],
  [
    'redirect-uris-out-of-range',
    { redirectUris: Array.from({ length: 11 }, (_, i) => `https://a.example/${i}`) },
  ],
  ['redirect-uri-malformed', { redirectUris: ['http://player.example/back'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://player.example/back#part'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://player.example/back#'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://me@player.example/back'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://player.example/a/../back'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://player.example\\back'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://PLAYER.example/back'] }],
  ['redirect-uri-malformed', { redirectUris: ['https://*.player.example/back'] }],
  ['redirect-uri-malformed', { redirectUris: ['myapp:/back'] }],
  ['redirect-uri-malformed', { redirectUris: ['javascript:alert(1)'] }],
  ['redirect-uri-malformed', { redirectUris: ['http://localhost.player.example/'] }],
  [
    'fine',
    {
      redirectUris: [
        'http://localhost:4000/back',
        'http://127.0.0.1/back',
        'http://[::1]:80/x'.replace(':80', ''),
      ],
    },
  ],
  ['fine', { redirectUris: ['https://player.example'] }],
  ['fine', { redirectUris: ['https://blog.example/wp-admin/options-general.php?page=flattr'] }],
] as const)('%s: %j', (code, changed) => {
  expect(codeOf({ ...changed } as Partial<typeof good>)).toBe(code);
});

test('one that registers itself may name no web page, but no wrong one', () => {
  expect(checkApp({ ...good, website: '' }, { websiteNeeded: false })).toEqual({ ...good, website: '' });
  expect(checkApp({ ...good, website: 'player' }, { websiteNeeded: false })).toMatchObject({
    code: 'website-malformed',
  });
});

test('of several redirect URIs the wrong one is named', () => {
  const checked = checkApp({ ...good, redirectUris: ['https://player.example/', 'ftp://player.example/'] });
  expect(checked).toMatchObject({ path: ['redirectUris', '1'] });
});
