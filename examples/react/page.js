import { FlattrButton, FlattrHead } from '@flattr/sdk/react';
import { createElement as h } from 'react';

/** A post as a page: its button is a link in the server's HTML, and works before and after the browser has React. */
export const Page = ({ thing, text }) =>
  h(
    'html',
    { lang: thing.language },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('link', { rel: 'icon', href: 'data:,' }),
      h('title', null, thing.title),
      h(FlattrHead, thing),
    ),
    h(
      'body',
      null,
      h(
        'main',
        null,
        h('h1', null, thing.title),
        h('p', null, text),
        h(FlattrButton, { instance: thing.instance, url: thing.url }),
      ),
    ),
  );
