import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { checkJoining } from './joining.ts';

const good = { name: 'Mina Okafor', handle: 'mina', email: 'mina@example.org', password: 'long enough' };

const codeOf = (changed: Partial<typeof good>): string => {
  const checked = checkJoining({ ...good, ...changed });
  return checked instanceof Refusal ? checked.code : 'fine';
};

test('somebody who joins is brought to one spelling', () => {
  const checked = checkJoining({
    name: '  Mina \n Okafor ',
    handle: ' @Mina ',
    email: ' Mina@Example.ORG ',
    password: '  spaces count  ',
  });
  expect(checked).toEqual({
    name: 'Mina Okafor',
    handle: 'mina',
    email: 'mina@example.org',
    password: '  spaces count  ',
  });
});

test.each([
  ['name-missing', { name: ' \u0000 ' }],
  ['name-missing', { name: 'x'.repeat(101) }],
  ['handle-malformed', { handle: 'm' }],
  ['handle-malformed', { handle: '-mina' }],
  ['handle-malformed', { handle: 'mína' }],
  ['handle-malformed', { handle: 'm'.repeat(31) }],
  ['fine', { handle: 'm'.repeat(30) }],
  ['email-malformed', { email: 'mina' }],
  ['email-malformed', { email: 'mina@localhost' }],
  ['email-malformed', { email: 'mina..o@example.org' }],
  ['email-malformed', { email: `${'m'.repeat(250)}@example.org` }],
  ['email-malformed', { email: "mina'@example.org" }],
  ['fine', { email: 'mina.o+flattr@mail.example.museum' }],
  ['password-too-short', { password: '1234567' }],
  ['fine', { password: '12345678' }],
  ['password-too-long', { password: 'x'.repeat(129) }],
] as const)('%s: %j', (code, changed) => {
  expect(codeOf(changed)).toBe(code);
});

test('of several troubles the first in the documented order is told', () => {
  expect(codeOf({ name: '', handle: '', email: '', password: '' })).toBe('name-missing');
  expect(codeOf({ handle: '', email: '', password: '' })).toBe('handle-malformed');
  expect(codeOf({ email: '', password: '' })).toBe('email-malformed');
});
