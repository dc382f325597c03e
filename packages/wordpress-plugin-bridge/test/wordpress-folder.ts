import { join } from 'node:path';

/** Where `npm run test:wordpress` installs a real WordPress: outside the workspaces, since it takes about 965 MB. */
export const wordpressFolder = join(import.meta.dirname, '../../../.flattr-wordpress');
