import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The rules' own tests alone, as mutation testing runs them: no database and no server. */
export default defineConfig({
  // The copy's own, so that a mutant's run leaves no evidence among that of the suites.
  resolve: { alias: { '@flattr/evidence': join(import.meta.dirname, 'packages/evidence/src/index.ts') } },
  test: {
    include: ['packages/domain/src/{settlement,splits,ledger,payouts}/*.test.ts'],
    setupFiles: ['mutation-setup.ts'],
  },
});
