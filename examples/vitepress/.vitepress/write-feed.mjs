import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContentLoader } from 'vitepress';

/** VitePress writes no feed of its own. */
export const writeFeed = async ({ outDir }, site) => {
  const posts = await createContentLoader('posts/*.md').load();
  const items = posts.map(
    ({ url, frontmatter }) => `    <item>
      <title>${frontmatter.title}</title>
      <link>${new URL(url, site)}</link>
    </item>`,
  );
  await writeFile(
    join(outDir, 'feed.xml'),
    `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>A blog</title>
    <link>${site}</link>
    <description>Bread and trains</description>
${items.join('\n')}
  </channel>
</rss>
`,
  );
};
