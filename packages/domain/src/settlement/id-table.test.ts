import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type IdKey, idKey, idOfKey, newId, type ThingId } from '../ids.ts';
import { viewOf } from './id-bytes.ts';
import { idTable } from './id-table.ts';

it('numbers ids in the order in which they come, and finds each again, however many', () => {
  const ids = Array.from({ length: 5_000 }, () => newId<ThingId>());
  const table = idTable();
  for (const [number, id] of ids.entries()) expect(table.add(idKey(id))).toBe(number);
  expect(table.size).toBe(ids.length);
  for (const [number, id] of ids.entries()) {
    expect(table.find(idKey(id))).toBe(number);
    expect(table.add(idKey(id))).toBe(number);
    expect([table.key(number), table.text(number)]).toEqual([idKey(id), id]);
  }
  expect(table.size).toBe(ids.length);
  expect(table.find(idKey(newId<ThingId>()))).toBe(-1);
});

it('is a Map by ids, wherever in a buffer they stand and however little they differ', () => {
  const anyId = fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 3 })).map(([place, byte]) => {
    const bytes = Buffer.alloc(16);
    bytes[place] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.array(anyId, { maxLength: 60 }), fc.nat({ max: 5 }), (ids, at) => {
      const [table, naive] = [idTable(), new Map<string, number>()];
      for (const id of ids) {
        const of = viewOf(Buffer.concat([Buffer.alloc(at, 1), id, Buffer.alloc(at, 2)]));
        const key = id.toString('latin1') as IdKey;
        const hex = id.toString('hex');
        expect(table.find(key)).toBe(naive.get(hex) ?? -1);
        if (!naive.has(hex)) naive.set(hex, naive.size);
        expect(table.addAt(of, at)).toBe(naive.get(hex));
        expect(idKey(idOfKey(table.key(naive.get(hex) ?? -1)))).toBe(key);
      }
      expect(table.size).toBe(naive.size);
    }),
  );
});
