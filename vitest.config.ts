import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { scale } from './packages/evidence/src/index.ts';

const suites = '{src,test}/**/*.test.ts';
/**
 * At the quick scale most tests wait for a database: three files at a time on two cores, where Vitest would take one. At the larger
 * ones a browser or a WordPress keeps a core busy.
 */
const atOnce = availableParallelism() + (scale() === 'quick' ? 1 : 0);

export default defineConfig({
  // Vite would take graphql's ES module where Node takes the other one, and two of them are two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['packages/test-world/src/postgres.ts'],
    // What a file loads serves the next one too: a third of the time. No test may leave anything behind in a module.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'worker',
          include: [`apps/worker/${suites}`],
          // At the larger scales its scenarios run processes of their own, which need the cores.
          maxWorkers: scale() === 'quick' ? atOnce : 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'all others',
          include: ['*.test.ts', `{apps,packages}/*/${suites}`],
          exclude: ['apps/worker/**', '**/node_modules/**'],
          maxWorkers: atOnce,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
