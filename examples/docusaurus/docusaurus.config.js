import { flattr } from '@flattr/sdk/docusaurus';
import { remarkFlattr } from '@flattr/sdk/remark';

const instance = process.env.FLATTR_INSTANCE ?? 'https://flattr.example';

export default {
  title: 'A blog',
  url: 'https://docusaurus-blog.example',
  baseUrl: '/',
  plugins: [
    [
      '@docusaurus/plugin-content-blog',
      {
        routeBasePath: '/',
        onUntruncatedBlogPosts: 'ignore',
        remarkPlugins: [[remarkFlattr, { instance, script: false }]],
      },
    ],
    [flattr, { instance, token: process.env.FLATTR_TOKEN }],
  ],
  themes: [['@docusaurus/theme-classic', { customCss: './custom.css' }]],
  themeConfig: { navbar: { title: 'A blog' } },
};
