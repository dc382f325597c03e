/** A page as the first Flattr's authors wrote it, for a blog at another origin. */
export type OldPage = {
  readonly name: string;
  /** What it is about: what a press must flattr. */
  readonly url: string;
  /** The page, with the instance's origin in place of the old hosts. */
  readonly body: (instance: string) => string;
  /** A script of the page's own, from its own origin, since its policy allows none within. */
  readonly script?: string;
  /** What a person does to get to the page that asks. */
  readonly by: 'button' | 'link' | 'frame' | 'address';
  /** The page's language, and what its button says before and after. */
  readonly speaks?: readonly [language: string, before: string, after: string];
  /** Whether the quick run takes it, too. */
  readonly quick?: boolean;
};

const at = (path: string) => `https://blog.example/old/${path}`;
const loader = (instance: string, query = '?mode=auto', path = '/js/0.6/load.js') =>
  `<script async src="${instance}${path}${query}"></script>`;
const submit = (instance: string, url: string, path = '/submit/auto?user_id=ann') =>
  `${instance}${path}&amp;url=${url}`;
const own = '<script src="/page.js"></script>';
const once = (path: string, attributes: string, query?: string): OldPage => ({
  name: `an anchor: ${path}`,
  url: at(path),
  body: (instance) =>
    `<p>A post</p><a class="FlattrButton" ${attributes} href="${at(path)}">Words</a>${loader(instance, query)}`,
  by: 'button',
});

const anchors: readonly OldPage[] = [
  {
    ...once('rev', 'style="display:none" rev="flattr;uid:ann;category:text;tags:a,b;" title="A post"'),
    quick: true,
  },
  {
    ...once('rel', 'rel="flattr;uid:ann;language:xx_YY;button:compact" lang="none"'),
    speaks: ['de-AT', 'Flattrn', 'Geflattrt'],
  },
  once('data', 'data-flattr-uid="ann" data-flattr-category="audio" data-flattr-hidden="1"'),
  once('prefix', 'data-my-uid="ann"', '?mode=automatic&html5-key-prefix=data-my&uid=ben&popout=0&https=1'),
  once('bare', 'rev="flattr"'),
  {
    ...once('nothing', ''),
    body: (instance) =>
      `<a class="other FlattrButton" href="${at('nothing')}"></a>${loader(instance, '?mode=auto', '/js/0.5.0/load.js')}`,
  },
];

const scripts: readonly OldPage[] = [
  {
    name: 'setup by hand',
    url: at('setup'),
    body: (instance) =>
      `<a class="FlattrButton" href="${at('setup')}"></a>${loader(instance, '', '/js/0.5/load.js').replace('async ', '')}${own}`,
    script: 'FlattrLoader.addLoadEvent(() => FlattrLoader.setup());',
    by: 'button',
  },
  ...(['append', 'before', 'replace'] as const).map(
    (place): OldPage => ({
      name: `render, to ${place}`,
      url: at(place),
      body: (instance) =>
        `<div id="here"><p>Here</p></div>${loader(instance, '').replace('async ', '')}${own}`,
      script: `FlattrLoader.render({uid: 'ann', url: '${at(place)}', title: 'T', hidden: 1}, ${place === 'before' ? "document.getElementById('here')" : "'here'"}${place === 'append' ? '' : `, '${place}'`});`,
      by: 'button',
    }),
  ),
  {
    name: 'the globals of 2010',
    url: at('2010'),
    body: (instance) => `${own}<p>${loader(instance, '', '/button/load.js').replace('async ', '')}</p>`,
    script: `var flattr_uid = 'ann', flattr_url = '${at('2010')}', flattr_tle = 'T', flattr_btn = 'compact', flattr_hide = 'true';`,
    by: 'button',
  },
  {
    name: 'direct',
    url: at('direct'),
    body: (instance) => `${own}<p>${loader(instance, '?mode=direct').replace('async ', '')}</p>`,
    script: `var flattr_url = '${at('direct')}';`,
    by: 'button',
  },
];

const links: readonly OldPage[] = [
  ['user_id', submit('', encodeURIComponent(at('link')))],
  ['uid, a slash and no encoding', submit('', `${at('uid')}?a=1&amp;b=2`, '/submit/auto/?uid=ann')],
  [
    'fid and a stray popout',
    `${submit('', encodeURIComponent(at('fid')), '/submit/auto?fid=kx1rex')}&amp;popout=1&amp;language=&amp;title=A+%26+b`,
  ],
  ['owner', submit('', encodeURIComponent(at('owner')), '/submit/auto?owner=ann')],
].map(([name = '', href = ''], index) => ({
  name: `an auto-submit link with ${name}`,
  url: [at('link'), `${at('uid')}?a=1&b=2`, at('fid'), at('owner')][index] ?? '',
  body: (instance: string) =>
    `<a href="${instance}${href}"><img src="${instance}/button/flattr-badge-large.png" alt="Flattr this"></a>`,
  by: 'link',
}));

const frames: readonly OldPage[] = (
  [
    ['/button/view/?uid=ann&amp;', 55, 62, 'view'],
    ['/button/view/?uid=ann&amp;button=compact&amp;', 110, 20, 'compact'],
    ['/view/?fid=kx1rex&amp;', 55, 62, '2016'],
    ['/button/popout/?uid=ann&amp;title=T&amp;', 401, 230, 'popout'],
  ] as const
).map(([path, width, height, name]) => ({
  name: `a frame: ${name}`,
  url: at(name),
  body: (instance: string) =>
    `<iframe src="${instance}${path}url=${encodeURIComponent(at(name))}" width="${width}" height="${height}" title="Flattr"></iframe>`,
  by: 'frame',
  quick: name === 'view',
}));

const payment: readonly OldPage[] = ['head', 'show-notes'].map((name) => ({
  name: `a payment link: ${name}`,
  url: at(name),
  body: (instance: string) =>
    name === 'head'
      ? `<link rel="alternate payment" type="text/html" href="${submit(instance, encodeURIComponent(at(name)))}">`
      : `<a rel="payment nofollow" href="${submit(instance, encodeURIComponent(at(name)))}">Flattr</a>`,
  by: name === 'head' ? 'address' : 'link',
}));

const pages: readonly OldPage[] = [
  '/thing/1214915/On-bread',
  '/profile/ann',
  '/@ann',
  '/donation/give/to/ann',
].map((path, index) => ({
  name: `a link to ${path}`,
  url: at(`page-${index}`),
  body: (instance: string) => `<a href="${instance}${path}">Flattr</a>`,
  by: 'link',
}));

/** The host that the instance took over: the same server by another name, at which nobody is signed in. */
export const oldHost = (instance: string): string => instance.replace('localhost', '127.0.0.1');

const oldHosts: readonly OldPage[] = [
  ...anchors.slice(0, 1),
  ...links.slice(0, 1),
  ...frames.slice(0, 1),
].map((old) => ({
  ...old,
  name: `by an old host, ${old.name}`,
  url: `${old.url}-there`,
  body: (instance) =>
    old
      .body(oldHost(instance))
      .replaceAll(old.url, `${old.url}-there`)
      .replaceAll(encodeURIComponent(old.url), encodeURIComponent(`${old.url}-there`)),
  quick: false,
}));

export const oldPages: readonly OldPage[] = [
  ...oldHosts,
  ...anchors,
  ...scripts,
  ...links,
  ...frames,
  ...payment,
  ...pages,
];
