import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import remarkDirective from 'remark-directive';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { buttonWithScript, headParts } from '../../src/page-parts.ts';
import { rehypeFlattr } from '../../src/rehype.ts';
import { remarkFlattr } from '../../src/remark.ts';
import { renderButton } from '../../src/render-button.ts';
import { elementsOf } from '../../src/site/elements.ts';
import { readPage } from '../../src/site/read-page.ts';
import { builtPage, buttonFor, instance } from './built-page.ts';

const url = 'https://blog.example/bread?a=1&b=2';

/** Of the same meaning, however it is spelled. */
const elements = (html: string) =>
  elementsOf(html).map(({ name, attributes }) => ({ name, ...Object.fromEntries(attributes) }));

describe('Markdown with the directive ::flattr', () => {
  const html = (markdown: string, options = {}): string =>
    unified()
      .use(remarkParse)
      .use(remarkDirective)
      .use(remarkFlattr, { instance, ...options })
      .use(remarkRehype)
      .use(rehypeStringify)
      .processSync(markdown)
      .toString();

  it('becomes the button that renderButton writes, with its script', () => {
    const made = html(`# Bread\n\n::flattr{url="${url}" variant=quiet count}\n\nThe end.`);
    expect(elements(made).slice(1, -1)).toEqual(
      elements(buttonWithScript({ instance, url, variant: 'quiet', count: true })),
    );
    expect(made).toContain('>Flattr this</a></flattr-button>');
  });

  it('says what its label says, in a list as well', () => {
    const made = html(`- ::flattr[Say *thanks*]{url="${url}"}`, { script: false });
    expect(made).toContain('>Say thanks</a></flattr-button>');
    expect(made).not.toContain('<script');
  });

  it.each(['::flattr', '::flattr{url=bread}'])('needs the address of what is flattred: %s', (markdown) => {
    expect(() => html(`Text\n\n${markdown}`)).toThrow('::flattr needs the full address');
  });

  it('leaves other directives alone', () => {
    expect(html('::youtube{#a}')).not.toContain('flattr');
  });

  it('leaves a text without children, as other plugins expect it', () => {
    const tree = unified().use(remarkParse).use(remarkDirective).parse('Text');
    const before = structuredClone(tree);
    unified().use(remarkFlattr, { instance }).runSync(tree);
    expect(JSON.stringify(tree)).toBe(JSON.stringify(before));
    expect(Object.keys(Object(tree.children[0]).children[0])).not.toContain('children');
  });
});

describe('HTML with a <flattr-button>', () => {
  const process = (html: string, options = {}): string =>
    unified()
      .use(rehypeParse, { fragment: !html.startsWith('<!doctype') })
      .use(rehypeFlattr, { instance, ...options })
      .use(rehypeStringify)
      .processSync(html)
      .toString();

  it('gets the link that it was left without, and its script', () => {
    const made = process(`<p><flattr-button url="${url.replace('&', '&amp;')}" count></flattr-button></p>`);
    expect(elements(made).slice(1)).toEqual(elements(buttonWithScript({ instance, url, count: true })));
  });

  it('keeps the words that stand in it', () => {
    expect(process(`<flattr-button url="${url}">Say thanks</flattr-button>`)).toContain('>Say thanks</a>');
  });

  it('is left as it is with a link of its own', () => {
    const own = renderButton({ instance, url });
    expect(elements(process(own))).toEqual(elements(own));
  });

  it('says in the head of its own page where that is rewarded', () => {
    const address = 'https://blog.example/bread/';
    const page = builtPage({ body: '<flattr-button></flattr-button>' });
    const made = process(page, { address });
    const thing = { ...readPage(made, { address }), url: address, instance };
    expect(elements(made)).toEqual(elements(builtPage({ head: headParts(thing), body: buttonFor(address) })));
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(made) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      name: 'On bread',
      potentialAction: { '@type': 'DonateAction' },
    });
  });
});
