import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShares } from './read-shares.ts';
import { podcastSample } from './sample-feeds.ts';
import { splitOfShares } from './split-of-shares.ts';

it('adds up to exactly the whole, nobody off by a basis point or more', () => {
  const handles = fc.constantFrom('ada', 'ben', 'noor', 'mina', 'eve', 'zoe');
  const shares = fc.integer({ min: 1, max: 999_999 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ handle: handles, shares }), { minLength: 1, maxLength: 20 }),
      (recipients) => {
        const parts = splitOfShares(recipients);
        expect(parts.reduce((sum, { basisPoints }) => sum + basisPoints, 0)).toBe(10_000);
        expect(new Set(parts.map(({ handle }) => handle)).size).toBe(parts.length);
        const all = recipients.reduce((sum, one) => sum + one.shares, 0);
        for (const { handle, basisPoints } of parts) {
          const own = recipients
            .filter((one) => one.handle === handle)
            .reduce((sum, one) => sum + one.shares, 0);
          expect(Math.abs(basisPoints - (own * 10_000) / all)).toBeLessThan(1);
        }
      },
    ),
  );
  expect(splitOfShares(['ada', 'ben', 'noor'].map((handle) => ({ handle, shares: 1 })))).toEqual([
    { handle: 'ada', basisPoints: 3334 },
    { handle: 'ben', basisPoints: 3333 },
    { handle: 'noor', basisPoints: 3333 },
  ]);
});

const value = (type: string, recipients: string) =>
  `<podcast:value xmlns:podcast="https://podcastindex.org/namespace/1.0" type="${type}" method="x">${recipients}</podcast:value>`;

it('reads who has a handle here out of value blocks of any type, an entry’s before the channel’s', () => {
  const ofChannel = value(
    'lightning',
    '<podcast:valueRecipient name="flattr:ada" type="node" address="02" split="60"/>' +
      '<podcast:valueRecipient name="Ben" customKey="flattr" customValue="@Ben" type="node" address="02" split="40"/>' +
      '<podcast:valueRecipient name="flattr:host" type="node" address="02" split="1" fee="true"/>' +
      '<podcast:valueRecipient name="Somebody" type="node" address="02" split="10"/>',
  );
  const ofItem = value(
    'flattr',
    '<podcast:valueRecipient name="flattr:noor" type="handle" address="x" split="1"/>',
  );
  const feed = podcastSample
    .replace('<description>', `${ofChannel}<description>`)
    .replace('<title>Second', `${ofItem}<title>Second`);
  const both = [
    { handle: 'ada', shares: 60 },
    { handle: 'ben', shares: 40 },
  ];
  expect(readShares(new TextEncoder().encode(feed))).toEqual([
    { url: 'https://noor.example/show/', recipients: both },
    { url: 'https://noor.example/show/1', recipients: both },
    { url: 'https://noor.example/show/2?a=1&b=2', recipients: [{ handle: 'noor', shares: 1 }] },
  ]);
  expect(readShares(new TextEncoder().encode(podcastSample))).toEqual([]);
});
