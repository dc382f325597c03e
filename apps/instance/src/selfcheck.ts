// npm run selfcheck: the invariants of the ledger, one line each.
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { runCommand } from './run-command.ts';

await runCommand(async ({ platform }) => {
  for (const { id, promise, broken, checked } of await selfCheck(platform)) {
    console.log(`${broken.length === 0 ? 'ok    ' : 'BROKEN'} ${id}  ${promise} (${checked} checked)`);
    for (const line of broken.slice(0, 20)) console.log(`          ${line}`);
    if (broken.length > 0) process.exitCode = 1;
  }
});
