import { join, relative } from 'node:path';
import { makePackage } from './make-package.ts';

/** `npm run pack`: writes `dist/package/` and its tarball, and says where it is. */
const { tarball } = await makePackage(join(import.meta.dirname, '../dist'));
console.log(relative(process.cwd(), tarball));
