import { flattr } from '@flattr/sdk/eleventy';

const instance = process.env.FLATTR_INSTANCE ?? 'https://flattr.example';
const site = 'https://eleventy-blog.example/';

export default function (eleventyConfig) {
  eleventyConfig.addPlugin(flattr, {
    instance,
    site,
    token: process.env.FLATTR_TOKEN,
    titleEnd: ' – A blog',
  });
  eleventyConfig.addGlobalData('site', site);
  return { dir: { input: 'src', output: '_site' } };
}
