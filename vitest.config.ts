import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What needs the network or a browser is for `npm run test:real` alone.
    include: [process.env['REAL'] === '1' ? 'tests/real/**/*.test.ts' : 'tests/!(real)/**/*.test.ts'],
    globalSetup: ['tests/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
      // Every branch of the judgement is run.
      thresholds: { 'src/engine/**': { branches: 100 } },
    },
  },
});
