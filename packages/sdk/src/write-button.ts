import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildButton } from './build-button.ts';

/** `npm run build`: writes `dist/button.js` and says how much a page pays for it. */
const folder = join(import.meta.dirname, '../dist');
const text = await buildButton();
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'button.js'), text);
console.log(`dist/button.js ${text.length} bytes, gzipped ${gzipSync(text, { level: 9 }).length}`);
