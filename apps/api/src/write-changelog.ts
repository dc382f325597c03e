// npm run api:changelog: writes docs/api/changelog.md from the released schemas and the one that the code has now.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changelogOf } from './contract/contract-steps.ts';
import { brokenDeprecations } from './contract/deprecations.ts';
import { documentsFolder, readReleases } from './contract/release.ts';
import { schema } from './schema/index.ts';

const releases = readReleases();
const today = new Date().toISOString().slice(0, 10);
const broken = brokenDeprecations(releases, schema, today);
if (broken.length > 0) {
  console.error(broken.join('\n'));
  process.exit(1);
}
writeFileSync(join(documentsFolder, 'changelog.md'), await changelogOf(releases, schema));
