import { expect, it } from 'vitest';
import { renderButton } from '../src/render-button.ts';

const instance = 'https://flattr.example';

it('is a link to the instance in the element that takes it over', () => {
  expect(renderButton({ instance, url: 'https://blog.example/bread?a=1&b=ü' })).toBe(
    '<flattr-button url="https://blog.example/bread?a=1&amp;b=ü">' +
      '<a href="https://flattr.example/flattr?url=https%3A%2F%2Fblog.example%2Fbread%3Fa%3D1%26b%3D%C3%BC">Flattr this</a></flattr-button>',
  );
});

it('takes a variant, a count and a text', () => {
  const html = renderButton({
    instance,
    url: 'https://a.example/',
    variant: 'quiet',
    count: true,
    text: 'Danke',
  });
  expect(html).toMatch(/^<flattr-button url="https:\/\/a\.example\/" variant="quiet" count><a /);
  expect(html).toContain('>Danke</a>');
});

it('says what the thing is, to its visitor and to whoever flattrs it', () => {
  const thing = { title: 'Brød & "smør"', kind: 'ARTICLE', tags: ['food', 'baking'], lang: 'nb' } as const;
  const html = renderButton({ instance, url: 'https://a.example/', ...thing });
  expect(html).toMatch(
    /^<flattr-button url="[^"]*" title="Brød &amp; &quot;smør&quot;" kind="ARTICLE" tags="food,baking" lang="nb"><a /,
  );
  const [, href = ''] = /href="([^"]*)"/.exec(html) ?? [];
  expect(Object.fromEntries(new URL(href.replaceAll('&amp;', '&')).searchParams)).toEqual({
    url: 'https://a.example/',
    ...thing,
    tags: 'food,baking',
  });
});

it.each(['"><script>', "' onclick='", '&lt;', '</a>'])('lets no text out of its place: %s', (text) => {
  const html = renderButton({ instance, url: `https://a.example/${text}`, text });
  expect(html.match(/[<>]/g)?.join('')).toBe('<><><><>');
  expect(html.match(/"/g)).toHaveLength(4);
});

it('takes an instance that is a web origin alone', () => {
  expect(() => renderButton({ instance: 'javascript:alert(1)', url: 'https://a.example/' })).toThrow(
    TypeError,
  );
});
