import { zipSync } from 'fflate';
import type { Files } from './files.ts';

/** A zip's clock begins in 1980; it has no zone, so the moment is one of local time. */
const mtime = new Date(1980, 0, 1);

/** The plugin as it is uploaded: all below one folder named `flattr`, and the same files always make the same bytes. */
export const makeZip = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries([...files].map(([name, content]) => [`flattr/${name}`, content])), {
    level: 9,
    mtime,
    os: 3,
    attrs: 0o100644 << 16,
  });
