import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take graphql's ES module where Node takes the other one, and two of them are two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['*.test.ts', '{apps,packages}/*/{src,test}/**/*.test.ts'],
    globalSetup: ['packages/test-world/src/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
