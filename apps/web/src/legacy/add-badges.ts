import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';

/** Our drawings, each with the addresses at which old pages, feeds and readmes look for one of its size. */
const badges = {
  'badge-93x20.png': ['/button/flattr-badge-large.png', '/flattr-badge-large.png'],
  'badge-16x16.png': [
    '/button/flattr-badge-small.png',
    '/flattr-badge-small.png',
    '/_img/icons/flattr_logo_16.png',
  ],
  'badge-50x60.png': ['/button/button-static-50x60.png'],
  'badge-100x17.png': ['/button/button-compact-static-100x17.png'],
} as const;

/** The first Flattr's images, for pages of any origin. */
export const addBadges = (app: Hono<WebEnv>): void => {
  for (const [file, paths] of Object.entries(badges)) {
    const image = new Uint8Array(readFileSync(join(import.meta.dirname, 'badges', file)));
    for (const path of paths) app.get(path, (c) => c.body(image, 200, headers));
  }
};

const headers = {
  'content-type': 'image/png',
  'cache-control': 'public, max-age=86400',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
