import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeZip } from './make-zip.ts';
import { pluginFiles } from './plugin-files.ts';
import { writeFolder } from './write-folder.ts';

/** `npm run build`: writes the plugin as it is installed to `dist/flattr`, and as it is uploaded to `dist/flattr.zip`. */
const target = join(import.meta.dirname, '../dist');
const files = await pluginFiles();
await writeFolder(join(target, 'flattr'), files);
const zip = makeZip(files);
await writeFile(join(target, 'flattr.zip'), zip);
console.log(`dist/flattr ${files.size} files, dist/flattr.zip ${zip.length} bytes`);
