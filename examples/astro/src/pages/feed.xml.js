const posts = Object.values(import.meta.glob('./posts/*.md', { eager: true }));

export const GET = ({ site }) =>
  new Response(`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>A blog</title>
    <link>${site}</link>
    <description>Bread and trains</description>
${posts
  .map(
    ({ url, frontmatter }) => `    <item>
      <title>${frontmatter.title}</title>
      <link>${new URL(`${url}/`, site)}</link>
    </item>`,
  )
  .join('\n')}
  </channel>
</rss>
`);
