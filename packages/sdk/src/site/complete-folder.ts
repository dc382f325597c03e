import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeFeed } from './complete-feed.ts';
import { completePage } from './complete-page.ts';
import { listFiles } from './list-files.ts';
import { type BuiltSite, placesIn } from './read-folder.ts';

const rewrite = async (file: string, change: (text: string) => string): Promise<void> => {
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  if (changed !== text) await writeFile(file, changed);
};

/** Every item of a built site's feeds says where it is rewarded. */
export const completeFeeds = async (folder: string, instance: string): Promise<void> => {
  for (const file of await listFiles(folder, /\.(xml|rss|atom)$/i))
    await rewrite(join(folder, file), (xml) => completeFeed(xml, instance));
};

/** Every page of a built site that can be flattred says so in its head, and every item of its feeds. */
export const completeFolder = async (built: BuiltSite, instance: string): Promise<void> => {
  for (const place of await placesIn(built))
    await rewrite(place.file, (html) => completePage(html, place, instance).html);
  await completeFeeds(built.folder, instance);
};
