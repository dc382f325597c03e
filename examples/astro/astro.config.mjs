import { flattr } from '@flattr/sdk/astro';
import { defineConfig } from 'astro/config';

const instance = process.env.FLATTR_INSTANCE ?? 'https://flattr.example';

export default defineConfig({
  site: 'https://astro-blog.example/',
  integrations: [flattr({ instance, token: process.env.FLATTR_TOKEN, titleEnd: ' – A blog' })],
});
