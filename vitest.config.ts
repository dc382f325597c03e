import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { scale } from './packages/evidence/src/index.ts';

/**
 * At the quick scale most tests wait for a database: three files at a time on two cores, where Vitest would take one. The larger
 * scales' scenarios run processes of their own, which need the cores.
 */
const maxWorkers = scale() === 'quick' ? availableParallelism() + 1 : undefined;

export default defineConfig({
  // Vite would take graphql's ES module where Node takes the other one, and two of them are two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['*.test.ts', '{apps,packages}/*/{src,test}/**/*.test.ts'],
    globalSetup: ['packages/test-world/src/postgres.ts'],
    maxWorkers,
    // What a file loads serves the next one too: a third of the time. No test may leave anything behind in a module.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
