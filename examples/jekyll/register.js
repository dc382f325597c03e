import { registerFolder } from '@flattr/sdk/register';

await registerFolder({
  folder: '_site',
  site: 'https://jekyll-blog.example/',
  instance: process.env.FLATTR_INSTANCE ?? 'https://flattr.example',
  token: process.env.FLATTR_TOKEN,
  titleEnd: ' – A blog',
});
