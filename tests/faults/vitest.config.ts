import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** One test after the other: each has the machine for itself, and its figures mean something. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['tests/faults/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The figures, as they are printed.
    disableConsoleIntercept: true,
  },
});
