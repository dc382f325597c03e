import fc from 'fast-check';

export const podcastSample = `<?xml version="1.0" encoding="UTF-8"?>
<!-- A show -->
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
  <channel>
    <title><![CDATA[Noor & <friends>]]></title>
    <link>https://noor.example/show/</link>
    <description>Words</description>
    <item>
      <title>First &amp; best</title>
      <link>https://noor.example/show/1</link>
      <enclosure url="https://noor.example/1.mp3" length="1" type="audio/mpeg"/>
    </item>
    <item>
      <title>Second</title>
      <guid>https://noor.example/show/2?a=1&amp;b=2</guid>
      <enclosure url="https://noor.example/2.mp3" length="1" type="audio/mpeg"/>
    </item>
  </channel>
</rss>
`;

export const rssSample = `<rss version="2.0"><channel><title>A</title><link>https://a.example/</link><description>d</description>
<item><title>One</title><link>https://a.example/1</link></item></channel></rss>`;

export const atomSample = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Notes</title>
  <link href="https://noor.example/"/>
  <id>tag:noor.example,2026:notes</id>
  <updated>2026-11-01T00:00:00Z</updated>
  <entry>
    <title type="html">&lt;b&gt;A&lt;/b&gt;</title>
    <link rel="alternate" href="https://noor.example/a"/>
    <id>tag:noor.example,2026:a</id>
    <updated>2026-11-01T00:00:00Z</updated>
  </entry>
</feed>
`;

const words = fc.constantFrom(
  'Käse',
  'a &amp; b',
  '<![CDATA[<b>x</b> & ]] > y]]>',
  '日本語',
  '<!-- <item> -->x',
  '&#8364;',
  'plain',
);
const gap = fc.constantFrom('', '\n', '\r\n    ', '\n\t', ' ', '\n\n  ', '<!-- </item> -->\n');
const head = fc.constantFrom(
  '',
  '<?xml version="1.0"?>\n',
  '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n',
  '<?xml version="1.0"?><?xml-stylesheet href="a.xsl" type="text/xsl"?>\n<!DOCTYPE rss>\n',
  '<!-- before -->',
);
const spaces = fc.subarray([
  ' xmlns:atom="http://www.w3.org/2005/Atom"',
  " xmlns:podcast='https://podcastindex.org/namespace/1.0'",
  ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  ' xmlns:p="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"',
]);
const extras = fc.constantFrom(
  '',
  '<enclosure url="https://a.example/x.mp3?a=1&amp;b=&quot;>" length="1" type="audio/mpeg"/>',
  '<atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="payment" href="https://flattr.com/submit/auto?url=x" />',
  '<category><![CDATA[x]]></category>',
);

type Item = {
  readonly title: string;
  readonly between: string;
  readonly extra: string;
  readonly link: boolean;
};

const item = fc.record<Item>({ title: words, between: gap, extra: extras, link: fc.boolean() });

const itemText = ({ title, between, extra, link }: Item, index: number): string => {
  const address = `https://a.example/${index}?x=1&amp;y=%20ü`;
  const where = link ? `<link>${address}</link>` : `<guid isPermaLink="true">${address}</guid>`;
  return `<item>${between}<title>${title}</title>${between}${where}${between}${extra}</item>`;
};

/** RSS feeds of every spacing, encoding and prologue that a person or a program may write. */
export const anyFeed: fc.Arbitrary<Uint8Array> = fc
  .record({
    start: head,
    declared: spaces,
    between: gap,
    items: fc.array(item, { maxLength: 4 }),
    encoding: fc.constantFrom('utf8', 'bom', 'latin1', 'utf16le', 'utf16be'),
  })
  .map(({ start, declared, between, items, encoding }) => {
    const body = items.map((one, index) => between + itemText(one, index)).join('');
    const text = `<rss version="2.0"${declared.join('')}><channel>${between}<title>Ä</title>${between}<link>https://a.example/</link>${between}<description>d</description>${body}${between}</channel></rss>\n`;
    return encoded(start + text, encoding);
  });

const encoded = (text: string, encoding: string): Uint8Array => {
  if (encoding === 'latin1') {
    const declared = `<?xml version="1.0" encoding="ISO-8859-1"?>\n${text.replace(/^<\?xml .*?\?>\s*/, '')}`;
    return Buffer.from(declared.replaceAll(/[^\n\r\t -\xff]/g, '?'), 'latin1');
  }
  const plain = text.replace(/ encoding="utf-8"/, '');
  if (encoding === 'utf16le') return Buffer.from(`\ufeff${plain}`, 'utf16le');
  if (encoding === 'utf16be') return Buffer.from(`\ufeff${plain}`, 'utf16le').swap16();
  return Buffer.from(encoding === 'bom' ? `\ufeff${text}` : text, 'utf8');
};
