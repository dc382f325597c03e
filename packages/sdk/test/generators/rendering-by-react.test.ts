import { createElement } from 'react';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { donateAction, flattrAddress } from '../../src/page-parts.ts';
import { FlattrButton, FlattrHead } from '../../src/react.ts';
import { renderButton } from '../../src/render-button.ts';
import { elementsOf } from '../../src/site/elements.ts';
import { instance } from './built-page.ts';

const url = 'https://blog.example/bread?a="1"&b=<2>';

const elements = (html: string) =>
  elementsOf(html).map(({ name, attributes }) => ({ name, ...Object.fromEntries(attributes) }));

describe('React on a server', () => {
  it('renders the button that renderButton writes', () => {
    const thing = { instance, url, variant: 'quiet', count: true, text: 'Say <thanks>' } as const;
    const made = renderToStaticMarkup(createElement(FlattrButton, { ...thing, script: false }));
    expect(elements(made)).toEqual(elements(renderButton(thing)));
    expect(made).toContain('>Say &lt;thanks&gt;</a></flattr-button>');
  });

  it('loads its script once, however many buttons there are', () => {
    const buttons = [1, 2, 3].map((key) => createElement(FlattrButton, { key, instance, url }));
    const made = renderToString(createElement('html', null, createElement('body', null, buttons)));
    expect(made.match(/<flattr-button/g)).toHaveLength(3);
    expect(
      made.match(/<script type="module" async="" src="https:\/\/flattr.example\/button.js">/g),
    ).toHaveLength(1);
  });

  it('renders the button’s own element, where a page loads its script itself', () => {
    expect(renderToStaticMarkup(createElement('flattr-button', { url: 'https://blog.example/' }))).toBe(
      '<flattr-button url="https://blog.example/"></flattr-button>',
    );
  });

  it('says in the head where the page is rewarded', () => {
    const thing = { instance, url, title: '</script>' };
    const page = createElement(
      'html',
      null,
      createElement('head', null),
      createElement('body', null, createElement(FlattrHead, thing)),
    );
    const made = renderToStaticMarkup(page);
    const [link] = elementsOf(made).filter(({ name }) => name === 'link');
    expect(made.indexOf('<link')).toBeLessThan(made.indexOf('</head>'));
    expect(link?.attributes.get('href')).toBe(flattrAddress(thing));
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(made) ?? [];
    expect(JSON.parse(json)).toEqual(donateAction(thing));
  });
});
