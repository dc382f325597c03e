import { expect, test } from 'vitest';
import { askerAddress } from './asker-address.ts';

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
const told = (addresses: string) => new Headers({ 'x-forwarded-for': addresses });

test('without proxies the connection alone is believed', () => {
  expect(askerAddress(told('203.0.113.9'), from('192.0.2.1'), 0)).toBe('192.0.2.1');
  expect(askerAddress(new Headers(), {}, 0)).toBeUndefined();
});

test('behind proxies the outermost of them is believed, and nobody before it', () => {
  const headers = told('10.9.9.9, 203.0.113.9, 198.51.100.7');
  expect(askerAddress(headers, from('127.0.0.1'), 1)).toBe('198.51.100.7');
  expect(askerAddress(headers, from('127.0.0.1'), 2)).toBe('203.0.113.9');
});

test('where the proxies wrote less than they should, the connection is believed', () => {
  expect(askerAddress(told('203.0.113.9'), from('192.0.2.1'), 2)).toBe('192.0.2.1');
  expect(askerAddress(told('unknown'), from('192.0.2.1'), 1)).toBe('192.0.2.1');
  expect(askerAddress(new Headers(), from('192.0.2.1'), 1)).toBe('192.0.2.1');
});

test('a port is no part of it, and IPv4 in IPv6 is IPv4', () => {
  expect(askerAddress(told('203.0.113.9:4711'), {}, 1)).toBe('203.0.113.9');
  expect(askerAddress(told('[2001:db8::7]:4711'), {}, 1)).toBe('2001:db8::/64');
  expect(askerAddress(new Headers(), from('::ffff:192.0.2.1'), 0)).toBe('192.0.2.1');
});

test('IPv6 is one asker per /64', () => {
  const network = '2001:db8:1:2::/64';
  for (const address of ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff']) {
    expect(askerAddress(new Headers(), from(address), 0)).toBe(network);
  }
  expect(askerAddress(new Headers(), from('2001:db8:1:3::1'), 0)).toBe('2001:db8:1:3::/64');
});
