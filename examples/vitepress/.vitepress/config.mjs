import { flattr } from '@flattr/sdk/vitepress';
import { defineConfig } from 'vitepress';
import { writeFeed } from './write-feed.mjs';

const instance = process.env.FLATTR_INSTANCE ?? 'https://flattr.example';
const site = 'https://vitepress-blog.example/';
const pages = flattr({ instance, site, token: process.env.FLATTR_TOKEN, cleanUrls: true });

export default defineConfig({
  extends: pages,
  title: 'A blog',
  cleanUrls: true,
  async buildEnd(built) {
    await writeFeed(built, site);
    await pages.buildEnd(built);
  },
});
