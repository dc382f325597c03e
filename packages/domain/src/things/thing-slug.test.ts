import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thingSlug } from './thing-slug.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 })
    .map((units) => String.fromCharCode(...units)),
  fc.lorem({ maxCount: 30 }),
);
const often = { numRuns: 2_000 };

describe('the readable part of a thing’s address', () => {
  it.each([
    ['One Month, Fully Explained!', 'one-month-fully-explained'],
    ['  --Hello--   World__again  ', 'hello-world-again'],
    ["Don't panic: it’s 42", 'dont-panic-its-42'],
    ['Füße & Œuvres à la İstanbul', 'fusse-oeuvres-a-la-istanbul'],
    ['Tiếng Việt, Łódź, Þórsmörk, smørrebrød', 'tieng-viet-lodz-thorsmork-smorrebrod'],
    ['Привет, ёж и йод', 'привет-ёж-и-йод'],
    ['हिन्दी में लेख', 'हिन्दी-में-लेख'],
    ['日本語の記事 第2号', '日本語の記事-第2号'],
    ['ｶﾞｲﾄﾞ と カ\u3099', 'ガイド-と-ガ'],
    ['مقالة عن الموسيقى', 'مقالة-عن-الموسيقى'],
    ['Fullwidth ＡＢＣ ﬁne ①', 'fullwidth-abc-fine-1'],
    ['../../etc/passwd?x=<script>', 'etc-passwd-x-script'],
    ['a\u202Eb\u200Dc Donau\u00ADdampf', 'abc-donaudampf'],
    ['葛\u{E0100}城 می\u200Cخواهم', '葛城-میخواهم'],
    ['\u3164 \u115F', 'thing'],
    ['🎸🔥', 'thing'],
    ['', 'thing'],
    ['\uD800', 'thing'],
  ])('makes of %j the slug %j', (title, slug) => {
    expect(thingSlug(title)).toBe(slug);
  });

  it('cuts a long title after the last word that fits', () => {
    const slug = thingSlug(
      'The complete and rather long winded story of the musicians who gave everything away',
    );
    expect(slug).toBe('the-complete-and-rather-long-winded-story-of-the-musicians');
    expect(thingSlug(`${'a'.repeat(60)} b`)).toBe('a'.repeat(60));
    expect(thingSlug(`${'a'.repeat(40)} ${'b'.repeat(19)} c`)).toBe(`${'a'.repeat(40)}-${'b'.repeat(19)}`);
  });

  it('cuts inside a word that is itself too long, never through a character', () => {
    expect(thingSlug('字'.repeat(100))).toBe('字'.repeat(60));
    expect(thingSlug(`a${'𠮷'.repeat(100)}`)).toBe(`a${'𠮷'.repeat(29)}`);
    expect(thingSlug(`ab ${'字'.repeat(100)}`)).toBe(`ab-${'字'.repeat(57)}`);
  });

  it('is never empty, never above 60 characters, and holds letters, digits and single hyphens alone', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const slug = thingSlug(title);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(slug).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(-[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u);
      }),
      often,
    );
  });

  it('is lower-case NFC that every address can carry', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const slug = thingSlug(title);
        expect(slug.normalize('NFC')).toBe(slug);
        expect(slug).not.toMatch(/[A-Z]/);
        expect(decodeURIComponent(encodeURIComponent(slug))).toBe(slug);
      }),
      often,
    );
  });

  it('leaves a slug as it is', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        expect(thingSlug(thingSlug(title))).toBe(thingSlug(title));
      }),
      { numRuns: 20_000 },
    );
  });
});
