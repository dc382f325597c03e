import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildLegacyLoader } from '../build-legacy-loader.ts';
import { bundleScript } from '../bundle-script.ts';

const gzipped = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).length;

const uses: Readonly<Record<string, string>> = {
  'client, one operation': `import { createRequest, ThingDocument } from './src/index.js';
    export const find = (endpoint, url) => createRequest({ endpoint })(ThingDocument, { url });`,
  'client, all functions': "export { createFlattr } from './src/index.js';",
  verifyWebhook: "export { verifyWebhook } from './src/webhooks.js';",
  renderButton: "export { renderButton } from './src/render-button.js';",
};

/** Gzipped bytes of each thing that a page or a worker may load. */
export const measureSizes = async (packed: string): Promise<Readonly<Record<string, number>>> => {
  const sizes: [string, number][] = [];
  for (const [name, script] of Object.entries(uses))
    sizes.push([name, gzipped(await bundleScript(packed, script))]);
  for (const file of (await readdir(join(packed, 'dist'))).sort())
    sizes.push([file, gzipped(await readFile(join(packed, 'dist', file)))]);
  sizes.push(['legacy loader', gzipped(await buildLegacyLoader('https://flattr.example'))]);
  return Object.fromEntries(sizes);
};
