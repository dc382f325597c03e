import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildButton, buttonIn, buttonLanguages } from './build-button.ts';
import { buildLegacyLoader } from './build-legacy-loader.ts';

/** `npm run build`: writes `dist/button.js`, with a file beside it for each other language, and the first Flattr's loader, and says how much a page pays for it. */
const folder = join(import.meta.dirname, '../dist');
const text = await buildButton();
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'button.js'), text);
for (const language of buttonLanguages)
  await writeFile(join(folder, `button.${language}.js`), buttonIn(language));
const loader = await buildLegacyLoader();
await writeFile(join(folder, 'load.js'), loader);
console.log(`dist/load.js ${loader.length} bytes, gzipped ${gzipSync(loader, { level: 9 }).length}`);
console.log(`dist/button.js ${text.length} bytes, gzipped ${gzipSync(text, { level: 9 }).length}`);
