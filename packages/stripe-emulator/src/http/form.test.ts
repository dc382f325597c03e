import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from './form.ts';

describe('a form with brackets', () => {
  it('nests objects and lists', () => {
    const body =
      'mode=payment&line_items[0][price_data][currency]=eur' +
      '&line_items[0][quantity]=1&line_items[1][quantity]=2';
    expect(parseForm(body)).toEqual({
      mode: 'payment',
      line_items: { 0: { price_data: { currency: 'eur' }, quantity: '1' }, 1: { quantity: '2' } },
    });
  });

  it('counts empty brackets', () => {
    expect(parseForm('expand[]=a&expand[]=b')).toEqual({ expand: { 0: 'a', 1: 'b' } });
  });

  it('reads percent-encoded brackets, plus signs and empty values', () => {
    expect(parseForm('metadata%5Ba%20b%5D=c+d&email=')).toEqual({ metadata: { 'a b': 'c d' }, email: '' });
  });

  it('keeps dangerous keys as plain keys', () => {
    const tree = parseForm('__proto__[polluted]=yes&metadata[__proto__]=x');
    expect(Object.keys(tree)).toEqual(['__proto__', 'metadata']);
    expect('polluted' in {}).toBe(false);
  });

  it('gives back what any encoder of pairs writes', () => {
    const key = fc.string({ minLength: 1 }).filter((text) => !/[[\]]/.test(text));
    fc.assert(
      fc.property(key, key, fc.string(), (outer, inner, value) => {
        const text = new URLSearchParams([[`${outer}[${inner}]`, value]]).toString();
        const branch = parseForm(text)[outer];
        expect(typeof branch === 'object' && branch[inner]).toBe(value);
      }),
    );
  });
});
