// npm run rings [-- --release ID]: money that went in a circle, and whose earnings are held until somebody has looked.
import { parseArgs } from 'node:util';
import { formatDecimal } from '@flattr/domain/money';
import { readRings } from '@flattr/domain/risk/read-rings';
import { releaseRing } from '@flattr/domain/risk/release-ring';
import { runCommand } from './run-command.ts';

const { values } = parseArgs({ options: { release: { type: 'string' } } });

await runCommand(async ({ platform }) => {
  const { release } = values;
  if (release !== undefined) {
    const released = /^[0-9]{1,18}$/.test(release) && (await releaseRing(platform, release));
    console.log(released ? `Ring ${release} is released.` : `No ring ${release} is held.`);
    if (!released) process.exitCode = 1;
    return;
  }
  const rings = await readRings(platform.pool);
  if (rings.length === 0) console.log('No ring is held.');
  for (const { id, month, handles, carried } of rings) {
    const way = [...handles, handles[0]].join(' → ');
    console.log(`${id}  ${month}  ${way}  at least ${formatDecimal(carried)} ${carried.currency} each`);
  }
  if (rings.length > 0)
    console.log('What they earned in that month is held. Let it go with: npm run rings -- --release ID');
});
