// npm run bench:button -- --rounds R --chromium PATH: what the button and the client cost a page, beside plain links.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePackage } from '../make-package.ts';
import { measurePage } from './measure-page.ts';
import { measureSizes } from './measure-sizes.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'flattr-bench-'));
try {
  const { folder: packed } = await makePackage(folder);
  const gzippedBytes = await measureSizes(packed);
  const page = await measurePage(join(packed, 'dist/button.js'), values.chromium, Number(values.rounds));
  console.log(JSON.stringify({ gzippedBytes, ...page }, undefined, 2));
} finally {
  await rm(folder, { recursive: true, force: true });
}
