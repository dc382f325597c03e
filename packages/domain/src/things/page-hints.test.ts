import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describePage } from './page-hints.ts';
import { checkThing } from './thing-input.ts';

const url = 'https://www.example.org/a';

test('a page is called as it says, and by its address where it says nothing', () => {
  const hints = { title: ' A\u0000 song ', kind: 'AUDIO', language: 'PT-br', tags: ['folk', 'folk', ' '] };
  expect(describePage(url, hints)).toEqual({
    url,
    title: 'A song',
    kind: 'AUDIO',
    language: 'pt-BR',
    tags: ['folk'],
  });
  const bare = { url, title: 'example.org/a', kind: 'OTHER', language: null, tags: [] };
  expect(describePage(url, {})).toEqual(bare);
  expect(describePage(url, { title: '\n', kind: 'TOY', language: '??', tags: [] })).toEqual(bare);
});

test('whatever a page says of itself, what is kept of it could have been registered', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constant('😀'.repeat(151)),
    fc.constant(`${'x'.repeat(299)}😀`),
  );
  const hints = fc.record(
    { title: text, kind: text, language: text, tags: fc.array(text, { maxLength: 30 }) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(hints, (said) => {
      const described = describePage(url, said);
      expect(checkThing(described)).toEqual(described);
    }),
    { numRuns: 50 },
  );
});
