import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.ts', '{apps,packages}/*/{src,test}/**/*.test.ts'],
    globalSetup: ['packages/test-world/src/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
