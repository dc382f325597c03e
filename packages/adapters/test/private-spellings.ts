import ipaddr from 'ipaddr.js';

const privateIPv4 = [
  ...['127.0.0.1', '127.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254'],
  ...['100.64.0.1', '0.0.0.0', '0.1.2.3', '192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.1'],
  ...['203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
];

const privateIPv6 = [
  ...['::', '::1', '0:0:0:0:0:0:0:1', 'fe80::1', 'febf::1', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1'],
  ...['100::1', '2001:db8::1', '2001::1', '2001:10::1', '2001:20::1', '3fff::1', '64:ff9b:1::1', '5f00::1'],
];

const privateNames = [
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'metadata.google.internal', 'printer.local'],
  ...['intranet', 'router.lan', 'db.internal', 'x.onion', '1.0.0.127.in-addr.arpa', 'ⓛocalhost', 'nas.home'],
];

const spellingsOf = (address: string): string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(address).octets;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (part: number, width = 2) => part.toString(16).padStart(width, '0');
  const octal = (part: number) => `0${part.toString(8)}`;
  const pairs = `${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`;
  return [
    ...[address, `${address}.`, `${whole}`, `0x${hex(whole, 8)}`, `0X${hex(whole, 8)}`, octal(whole)],
    ...[[a, b, c, d].map((part) => `0x${hex(part)}`).join('.'), [a, b, c, d].map(octal).join('.')],
    ...[`${a}.${(b * 256 + c) * 256 + d}`, `${a}.${b}.${c * 256 + d}`, `${octal(a)}.0x${hex(b)}.${c}.${d}`],
    ...[[...address].map((one) => `%${hex(one.charCodeAt(0))}`).join(''), address.replaceAll('.', '。')],
    [...address].map((one) => (/\d/.test(one) ? String.fromCodePoint(0xff10 + +one) : one)).join(''),
    ...[`[::ffff:${address}]`, `[::ffff:${pairs}]`, `[0:0:0:0:0:ffff:${pairs}]`, `[::${address}]`],
    ...[`[64:ff9b::${address}]`, `[64:ff9b::${pairs}]`, `[2002:${pairs}::]`, `[2002:${pairs}::1]`],
    ...[`[2001:0:${pairs}::]`, `[::ffff:0:${address}]`, `[64:ff9b:1::${address}]`],
  ];
};

/** Hosts that lead to no public place, each in every way that a URL can spell it. */
export const privateHosts = (): readonly string[] => [
  ...privateIPv4.flatMap(spellingsOf),
  ...privateIPv6.map((address) => `[${address}]`),
  ...privateNames,
];

/** The same places as the domain name system would give them. */
export const privateAddresses = (): readonly string[] => [
  ...privateIPv4,
  ...privateIPv6,
  ...privateIPv4.map((address) => `::ffff:${address}`),
  ...privateIPv4.map((address) => `64:ff9b::${address}`),
];
